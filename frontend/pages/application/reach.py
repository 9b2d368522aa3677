"""Which applications a reader reaches: an Info Point those entered there by the same hands, and no trace of others."""

from collections.abc import Iterable
from sqlite3 import Connection

from markupsafe import Markup

from events.category import Category
from events.role import Role
from frontend.instead import hidden
from frontend.pages.application.queries import Application
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.visibility import Sight, sight


def reached(db: Connection, reader: Reader, every: Iterable[Application]) -> tuple[Application, ...]:
    if reader.role is not Role.INFO_POINT:
        return tuple(every)
    hands = entries_of(db, reader.person)
    return tuple(it for it in every if it.entered_by in hands)


def reaches(db: Connection, reader: Reader, it: Application) -> bool:
    """Their own application too, whatever they do for others."""
    return it.applicant in entries_of(db, reader.person) or bool(reached(db, reader, (it,)))


def closed_to(reader: Reader, it: Application) -> Markup | None:
    """What stands for every answer, given or not, and for all that follows from it; None for who may read them."""
    seen = sight(reader, it.applicant, Category.APPLICATION)
    return None if seen is Sight.FULL else hidden(seen, Category.APPLICATION)
