"""Who sees what: the visibility matrix applied to one reader, one owner and one category, on one day."""

from enum import IntEnum
from uuid import UUID

from events.access import BREAKABLE, READERS, VISIBILITY
from events.category import Category
from events.powers import opened_by
from events.role import Role
from frontend.reader import Reader

# What is agreed before living together belongs to those it was agreed with, also afterwards.
BEFORE_LIVING_THERE = (Category.PACT, Category.MATCH)


class Sight(IntEnum):
    """How much is shown, least first."""

    NONE = 0
    BREAKABLE = 1  # shut, unless for a reason and an hour
    PSEUDONYM = 2
    CHOSEN = 3  # would be shown, had they chosen to
    SUMMARY = 4
    FULL = 5


# An aggregate shows nothing of anybody: whoever has only that finds counts on pages of their own.
LETTERS = {"F": Sight.FULL, "s": Sight.SUMMARY, "p": Sight.PSEUDONYM, "B": Sight.BREAKABLE}


def sight(reader: Reader, owner: UUID, category: Category) -> Sight:
    """The best any of the reader's roles allows; nothing by default. Who acts for another sees what the powers open.

    A reader is of one request: what was judged once in it holds for it.
    """
    asked = (owner, category)
    found = reader.judged.get(asked)
    if found is None:
        found = reader.judged[asked] = judge(reader, owner, category)
    return found


def judge(reader: Reader, owner: UUID, category: Category) -> Sight:
    if reader.holder is not None and category not in opened_by(reader.powers):
        return Sight.NONE
    mine = reader.roles
    columns = (role for role in READERS if role in mine and stands(reader, role, owner, category))
    return max((through(reader, role, owner, category) for role in columns), default=Sight.NONE)


def stands(reader: Reader, role: Role, owner: UUID, category: Category) -> bool:
    """Whether this column of the matrix is about the reader and this owner at all."""
    match role:
        case Role.SELF:
            return (
                owner == reader.person
                or (category in BEFORE_LIVING_THERE and reader.concerned(owner))
                or disclosed(reader, owner, category)
            )
        case Role.COHABITANT:
            return reader.touches(reader.homes, owner)
        case Role.FAMILY:
            return not reader.people(owner).isdisjoint(reader.related)
        case Role.OPERATOR:
            return reader.holds(role) and reader.touches(reader.assigned, owner)
        case Role.AUDITOR:
            return reader.holds(role) and reader.appointed(owner)
        case _:
            return reader.holds(role)


def disclosed(reader: Reader, owner: UUID, category: Category) -> bool:
    """Whether the two said yes to each other: then each knows who the other is, and nothing more (I21)."""
    return category is Category.IDENTITY and any(
        it.role is Role.SELF and category in it.categories for it in reader.shared_by(owner)
    )


def through(reader: Reader, role: Role, owner: UUID, category: Category) -> Sight:
    if role in BREAKABLE.get(category, ()) and reader.broken(role, owner, category):
        return Sight.FULL
    letter = VISIBILITY[category][READERS.index(role)]
    match letter:
        case "o" | "s" if own_part(reader, role, owner, category):
            return Sight.FULL
        case "C":
            return Sight.FULL if shared(reader, role, owner, category) else Sight.CHOSEN
        case _:
            return LETTERS.get(letter, Sight.NONE)


def own_part(reader: Reader, role: Role, owner: UUID, category: Category) -> bool:
    """About them; of the home they live in, owned by nobody alone; or entered at a desk by their own hands.

    Of who looked at what only the questions are sealed, and their answers: they are put to the coordinator.
    """
    match role:
        case Role.SELF:
            return True
        case Role.COHABITANT:
            return owner == reader.person or owner in reader.homes
        case Role.INFO_POINT | Role.HOST:
            return owner == reader.person or reader.entered(owner, category)
        case Role.COORDINATOR:
            return owner == reader.person or category is Category.READS
        case _:
            return owner == reader.person


def shared(reader: Reader, role: Role, owner: UUID, category: Category) -> bool:
    """Whether the owner, or someone of the home that owns it, shows it to the reader as that, today."""
    given = (it for person in reader.people(owner) for it in reader.shared_by(person))
    return any(it.role is role and category in it.categories for it in given)
