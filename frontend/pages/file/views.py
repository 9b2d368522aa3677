"""GET /fascicoli: the cases by code; GET /fascicoli/{dossier}: one of them, fifty facts at a time."""

import sqlite3
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import number
from frontend.node import node_of
from frontend.pages.accounts.queries import lines
from frontend.pages.appointment.queries import days_of
from frontend.pages.case.story import names_of
from frontend.pages.file import whereabouts
from frontend.pages.file.kinds import labels
from frontend.pages.file.queries import Case, case_of, cases
from frontend.pages.file.reading import Reading, from_history, from_node
from frontend.pages.findings.queries import noted
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show

TEMPLATE = "pages/file/file.html"
LAST_PAGE = 10_000


@get("/fascicoli", opt={"can": "file.list"})
async def index(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    mine = (it for it in cases(db) if reader.may("file.read", it.id) and in_their_days(db, reader, it))
    context = {"cases": tuple(mine), "code": code}
    return await show(request, reader, "pages/file/index.html", context, "sheet")


@get("/fascicoli/{dossier:uuid}", opt={"can": "file.read"})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    case = case_of(db, dossier)
    if case is None or not in_their_days(db, reader, case):
        raise NotFoundException
    kind = request.query_params.get("tipo", "")
    kind = kind if kind in labels() else ""
    page = min(max(number(request.query_params.get("pagina")) or 1, 1), LAST_PAGE)
    found = await reading(request, db, case, kind, page)
    return await show(
        request, reader, TEMPLATE, {**told(case, found, kind, page), **notes(db, reader, case)}, "sheet"
    )


def in_their_days(db: sqlite3.Connection, reader: Reader, case: Case) -> bool:
    """Whether it was going on in the period an auditor may look at."""
    days = days_of(db, reader, case.id)
    return days is not None and case.since <= days[1] and (case.closed is None or days[0] < case.closed)


def notes(db: sqlite3.Connection, reader: Reader, case: Case) -> dict[str, Any]:
    """What was found about its facts, and whether this reader may find something."""
    return {"noted": noted(db, case.id), "may_note": reader.may("findings.raise", case.id)}


def told(case: Case, found: Reading, kind: str, page: int) -> dict[str, Any]:
    return {
        "case": case,
        "dossier": case.id,
        "reading": found,
        "kind": kind,
        "kinds": labels(),
        "page": page,
        "noted": {},
        "may_note": False,
        "code": code,
    }


async def reading(request: Asked, db: sqlite3.Connection, case: Case, kind: str, page: int) -> Reading:
    names = {**names_of(db), **{it.id: it.code for it in lines(db)}, case.id: case.code}
    try:
        return await from_history(node_of(request).bus, db, case, kind, page, names)
    except Unreachable:
        return from_node(db, case, kind, page, names)


handlers = [index, read, *whereabouts.handlers]
