"""Who was there on a day of their stay: a mark for each, taken back as easily."""

from collections.abc import Iterator

from events.accompaniment.attendance import MarkPresent, PresenceMarked, PresenceTakenBack, TakeBackPresent
from events.envelope import Refusal
from events.message import Fact
from services.accompaniment.stay_asking import known
from services.accompaniment.stay_book import Book


def mark(book: Book, command: MarkPresent) -> Iterator[Fact]:
    stay = known(book, command)
    if not stay.holds_a_bed:
        raise Refusal("stay.not-confirmed")
    if not stay.since <= command.day <= stay.until:
        raise Refusal("stay.not-that-day")
    if command.day not in stay.present:
        yield PresenceMarked(stay=command.stay, person=stay.person, day=command.day)


def take_back(book: Book, command: TakeBackPresent) -> Iterator[Fact]:
    stay = known(book, command)
    if command.day in stay.present:
        yield PresenceTakenBack(stay=command.stay, person=stay.person, day=command.day)


def marked(book: Book, fact: Fact) -> Book:
    match fact:
        case PresenceMarked() if it := book.stays.get(fact.stay):
            return book.changed(fact.stay, present=it.present | {fact.day})
        case PresenceTakenBack() if it := book.stays.get(fact.stay):
            return book.changed(fact.stay, present=it.present - {fact.day})
    return book
