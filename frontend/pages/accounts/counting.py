"""The account of a line as one reader may see it: counted now, on the facts this node knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection
from uuid import UUID

from litestar.exceptions import NotFoundException

from events.network.figures import Counted, counted
from frontend.asked import Asked
from frontend.i18n import gettext
from frontend.pages.accounts.period import Period, period
from frontend.pages.accounts.queries import Line, line_of, records_of
from frontend.pages.appointment.queries import days_of
from frontend.pages.file.queries import cases
from frontend.reader import Reader


@dataclass(frozen=True)
class Account:
    """``period`` None where there is no day yet that this reader may look at; ``whole`` all the days they may."""

    line: Line
    period: Period | None
    whole: Period | None
    items: tuple[Counted, ...]


@dataclass(frozen=True)
class Place:
    """``code``: of the case, or what the home is called; ``file`` where its facts may be read one by one."""

    code: str
    file: UUID | None


def account(db: Connection, reader: Reader, it: UUID, request: Asked) -> Account:
    line = line_for(db, it)
    days, whole = period_for(db, reader, line, request), all_days(db, reader, line)
    return Account(line, days, whole, counted_for(db, line, days) if days else ())


def line_for(db: Connection, it: UUID) -> Line:
    line = line_of(db, it)
    if line is None:
        raise NotFoundException
    return line


def period_for(db: Connection, reader: Reader, line: Line, request: Asked) -> Period | None:
    return period(line, days_of(db, reader, line.id), reader.day, request.query_params)


def all_days(db: Connection, reader: Reader, line: Line) -> Period | None:
    return period(line, days_of(db, reader, line.id), reader.day, {})


def counted_for(db: Connection, line: Line, days: Period) -> tuple[Counted, ...]:
    records = records_of(db, line.id)
    return tuple(counted(records, str(line.id), str(days.since), str(days.until)))


def places(db: Connection, reader: Reader, items: Iterable[Counted]) -> dict[str, Place]:
    wanted = {it.place for it in items if it.place}
    known = {str(case.id): case for case in cases(db)}
    homes = {row["id"]: row["name"] for row in db.execute("SELECT id, name FROM homes_homes")}
    return {it: place(reader, it, known[it].code if it in known else None, homes.get(it)) for it in wanted}


def place(reader: Reader, it: str, code: str | None, home: str | None) -> Place:
    readable = code is not None and reader.may("file.read", UUID(it))
    return Place(code or home or gettext("una casa"), UUID(it) if readable else None)
