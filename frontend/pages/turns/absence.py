"""Telling that one will be away: the turns of those days pass to the others."""

from datetime import timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from events.pacts.duties import NoteAbsence, duties_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.pages.turns.forms import Away
from frontend.pages.turns.marking import home_of
from frontend.pages.turns.queries import absences
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/turni/assenze"
ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)


@get(HERE, opt={"can": "duties.change", "offline": True})
async def form(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "duties.change", "field": True})
async def note(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    given = await read_form(request, Away)
    return await submit(
        request, reader, given, partial(noted, reader), back="/turni", again=partial(page, request, reader, db),
        done=N_("Assenza segnata. I tuoi turni di quei giorni passano agli altri."),
    )  # fmt: skip


def noted(reader: Reader, it: Away) -> NoteAbsence:
    """The form's last day is still away; the fact's ``until`` is the day back."""
    home = home_of(reader)
    return NoteAbsence(
        stream=duties_of(home), dossier=home, person=reader.person, since=it.since, until=it.until + ONE_DAY
    )


async def page(request: Asked, reader: Reader, db: Connection, it: Filled[Away] | None) -> Response[Any]:
    home = home_of(reader)
    coming = [
        one for one in absences(db, home, reader.day, reader.day + A_YEAR) if one.person == reader.person
    ]
    context = {
        "dossier": home,
        "form": it or blank(Away),
        "refused": bool(it and it.errors),
        "coming": coming,
    }
    return await show(request, reader, "pages/turns/absence.html", context, "form")


handlers = [form, note]
