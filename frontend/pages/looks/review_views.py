"""GET /chi-ha-visto/{dossier}: who looked at a case, in the measure the table gives: pseudonyms or sums."""

from datetime import date, timedelta
from sqlite3 import Connection
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException

from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.node import node_of
from frontend.pages.appointment.queries import days_of
from frontend.pages.file.queries import Case, case_of
from frontend.pages.looks import reviewing, words
from frontend.reader import Reader
from frontend.showing import show

A_QUARTER = timedelta(days=90)
ONE_DAY = timedelta(days=1)


@get("/chi-ha-visto/{dossier:uuid}", opt={"can": "looks.review"})
async def review(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    case = case_of(db, dossier)
    span = period(db, reader, case) if case else None
    if case is None or span is None:
        raise NotFoundException
    owners = reader.people(case.id) | {case.id}
    found, whole = await reviewing.latest(node_of(request), owners, *span)
    auditor = reader.role is Role.AUDITOR
    context = {
        "case": case, "first": span[0], "last": span[1] - ONE_DAY, "whole": whole, "words": words, "telling": reviewing,
        "looks": found if auditor else (), "offices": reviewing.by_office(found), "dossier": case.id,
    }  # fmt: skip
    return await show(request, reader, "pages/looks/review.html", context, "sheet")


def period(db: Connection, reader: Reader, case: Case) -> tuple[date, date] | None:
    """The days an auditor was appointed to look at, until today; for a coordinator the last three months."""
    today = reader.day + ONE_DAY
    if reader.role is not Role.AUDITOR:
        return reader.day - A_QUARTER, today
    days = days_of(db, reader, case.id)
    return (days[0], min(days[1] + ONE_DAY, today)) if days else None


handlers = [review]
