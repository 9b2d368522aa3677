"""GET and POST /spese/correzioni: an entry is never edited; one stands against it, another says it right."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from litestar.response import Redirect

from events.pacts.ledger import CounterExpense, ledger_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, identity, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.expenses.forms import Wrong
from frontend.pages.expenses.page import why
from frontend.pages.expenses.queries import account
from frontend.pages.turns.marking import home_of
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/spese/correzioni"
REASONS = ("wrong-amount", "not-shared", "twice", "other")


@get(HERE, opt={"can": "expenses.share"})
async def form(request: Asked, reader: AReader, db: Db, riga: FromQuery[UUID | None] = None) -> Response[Any]:
    """Without an entry there is nothing to put right."""
    if riga is None:
        return Redirect("/spese", status_code=303)
    return await page(request, reader, db, blank(Wrong, entry=riga, instead=uuid7()))


@post(HERE, opt={"can": "expenses.share"})
async def correct(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    given = await read_form(request, Wrong)
    return await submit(
        request, reader, given, partial(correction, reader), back="/spese", again=partial(page, request, reader, db),
        done=N_("Corretto. La riga di prima resta, barrata."),
    )  # fmt: skip


def correction(reader: Reader, it: Wrong) -> CounterExpense:
    home = home_of(reader)
    return CounterExpense(
        stream=ledger_of(home), dossier=home, entry=it.entry, person=reader.person, reason=it.reason,
        instead=it.instead if it.amount else None, cents=it.amount, label=it.label,
    )  # fmt: skip


async def page(request: Asked, reader: Reader, db: Connection, it: Filled[Wrong] | None) -> Response[Any]:
    if it is None:
        return Response("", headers={"hx-redirect": "/spese"})
    home = home_of(reader)
    typed = it.typed["entry"]
    entry = account(db, home).entry(identity(typed if isinstance(typed, str) else None))
    if entry is None and not it.errors:
        raise NotFoundException
    context = {
        "dossier": home, "entry": entry, "form": it, "refused": bool(it.errors),
        "reasons": [(reason, why(reason)) for reason in REASONS],
    }  # fmt: skip
    return await show(request, reader, "pages/expenses/correction.html", context, "form")


handlers = [form, correct]
