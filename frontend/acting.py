"""Acting on behalf of someone: the person's own pages, as far as the powers of that day reach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.role import Role
from frontend.pages.powers.queries import held_by
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.scope.queries import standings_of
from frontend.sentences import code

OWN = ("membership", "subject")


class NoPowerToday(Exception):
    """Whoever acts for another holds no power in force for them any more, or not yet."""


def on_behalf(holder: Reader, person: UUID) -> Reader:
    """The person as a reader, with ``holder`` behind: offices and shares of theirs are nobody else's to use."""
    every = standings_of(holder.db, person, holder.day) if holder.db else ()
    standings = tuple(it for it in every if it.kind in OWN)
    role = Role.COHABITANT if any(it.kind == "membership" for it in standings) else Role.SELF
    return Reader(
        person, role, holder.partnership, holder.locale, holder.day, None, person, standings, holder.db,
        holder.at, holder=holder,
    )  # fmt: skip


@dataclass(frozen=True)
class Acting:
    """What the banner says; ``source`` None once nothing is in force."""

    person: UUID
    holder: UUID
    source: str | None = None
    act: str = ""
    last: date | None = None


def acting(reader: Reader) -> Acting | None:
    """None for who goes in their own name."""
    if reader.holder is None:
        return None
    me, db = reader.holder.person, reader.db
    held = held_by(db, entries_of(db, me), reader.day) if db else ()
    it = next((one for one in held if one.person == reader.person), None)
    if it is None:
        return Acting(reader.person, me)
    return Acting(reader.person, me, it.source, code("network", "source", it.source), it.last)
