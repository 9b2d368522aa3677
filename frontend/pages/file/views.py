"""GET /fascicoli: the cases by code; GET /fascicoli/{dossier}: one of them, fifty facts at a time."""

import sqlite3
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.node import node_of
from frontend.pages.accounts.queries import lines
from frontend.pages.appointment.queries import in_their_days
from frontend.pages.case.story import names_of
from frontend.pages.file import whereabouts
from frontend.pages.file.choosing import Choice, chosen, people_of
from frontend.pages.file.kinds import labels
from frontend.pages.file.lanes import by_day, lanes
from frontend.pages.file.queries import Case, Dossier, applications, cases, dossier_named
from frontend.pages.file.reading import Reading, from_history, from_node
from frontend.pages.findings.queries import noted
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show

TEMPLATE = "pages/file/file.html"


@get("/fascicoli", opt={"can": "file.list", "again": True})
async def index(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    mine = (it for it in cases(db) if reader.may("file.read", it.id) and in_their_days(db, reader, it))
    asked = (
        it for it in applications(db) if reader.may("file.read", it.id) and in_their_days(db, reader, it)
    )
    context = {"cases": tuple(mine), "applications": tuple(asked), "code": code}
    return await show(request, reader, "pages/file/index.html", context, "sheet")


@get("/fascicoli/{dossier:uuid}", opt={"can": "file.read"})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    case = dossier_named(db, dossier)
    if case is None or not in_their_days(db, reader, case):
        raise NotFoundException
    choice = chosen(request.query_params)
    found = await reading(request, db, case, choice)
    known = {**told(case, found, choice, people_of(db, dossier)), **notes(db, reader, case)}
    return await show(request, reader, TEMPLATE, known, "sheet")


def notes(db: sqlite3.Connection, reader: Reader, case: Dossier) -> dict[str, Any]:
    """What was found about its facts, and whether this reader may find something."""
    return {"noted": noted(db, case.id), "may_note": reader.may("findings.raise", case.id)}


def told(case: Dossier, found: Reading, choice: Choice, people: tuple[UUID, ...] = ()) -> dict[str, Any]:
    return {
        "case": case,
        "dossier": case.id,
        "cohabitation": isinstance(case, Case),
        "reading": found,
        "days": by_day(found.entries),
        "choice": choice,
        "people": people,
        "kinds": labels(),
        "lanes": lanes(),
        "noted": {},
        "may_note": False,
        "code": code,
    }


async def reading(request: Asked, db: sqlite3.Connection, case: Dossier, choice: Choice) -> Reading:
    names = {**names_of(db), **{it.id: it.code for it in lines(db)}, case.id: case.code}
    try:
        return await from_history(node_of(request).bus, db, case, choice, names)
    except Unreachable:
        return from_node(db, case, choice, names)


handlers = [index, read, *whereabouts.handlers]
