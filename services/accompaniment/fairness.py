"""Who comes first where one bed is asked for twice: a rule with an edition, and the figures it went by."""

from uuid import UUID

from events.accompaniment.stay import FAIRNESS
from services.accompaniment.stay_book import Book, Stay, has_room, nights_had

EDITION = FAIRNESS


def rank(book: Book, id: UUID) -> tuple[int, int]:
    """Fewest nights in this home in the year the stay begins, then whoever asked first."""
    stay = book.stays[id]
    return nights_had(book, stay.person, stay.since.year, without=id), stay.nth


def competing(book: Book, id: UUID) -> list[UUID]:
    """Agreed requests of others that would lose their bed to this one, first in rank first."""
    given = book.changed(id, state="confirmed")
    mine = book.stays[id]
    rivals = (
        other
        for other, it in book.stays.items()
        if other != id and waits(it) and overlap(it, mine) and loses(book, given, other)
    )
    return sorted(rivals, key=lambda other: rank(book, other))


def waits(it: Stay) -> bool:
    return it.state == "asked" and it.agreed


def loses(before: Book, after: Book, id: UUID) -> bool:
    nights = tuple(before.stays[id].nights())
    return has_room(before, nights, id) and not has_room(after, nights, id)


def overlap(one: Stay, other: Stay) -> bool:
    return one.since < other.until and other.since < one.until


def who_got_it(book: Book, id: UUID) -> UUID | None:
    """Of the stays that leave no bed for this one, the one confirmed last; None while there is a bed."""
    stay = book.stays[id]
    if has_room(book, stay.nights(), id):
        return None
    holding = [
        other for other, it in book.stays.items() if other != id and it.holds_a_bed and overlap(it, stay)
    ]
    return max(
        holding, key=lambda other: (book.stays[other].confirmed_on or stay.since, book.stays[other].nth)
    )
