"""GET /spese: who owes whom; an expense in three taps, money given back in one."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from events.pacts.ledger import RecordExpense, Settle, ledger_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import read_form
from frontend.i18n import N_
from frontend.pages.expenses import correcting
from frontend.pages.expenses.forms import Back, Spent
from frontend.pages.expenses.page import page
from frontend.pages.turns.marking import home_of
from frontend.reader import Reader
from frontend.submitting import submit

HERE = "/spese"


@get(HERE, opt={"can": "expenses.share"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "expenses.share"})
async def spend(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Spent)
    return await submit(
        request, reader, form, partial(expense, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Spesa segnata."),
    )  # fmt: skip


def expense(reader: Reader, it: Spent) -> RecordExpense:
    return RecordExpense(
        **own(reader), entry=it.entry, cents=it.amount, on=it.on or reader.day, label=it.label
    )


def own(reader: Reader) -> dict[str, UUID]:
    home = home_of(reader)
    return {"stream": ledger_of(home), "dossier": home, "person": reader.person}


@post(f"{HERE}/restituzioni", opt={"can": "expenses.share"})
async def give_back(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Back)
    return await submit(
        request, reader, form, partial(settling, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Segnato."),
    )  # fmt: skip


def settling(reader: Reader, it: Back) -> Settle:
    payer, payee = (reader.person, it.who) if it.way == "gave" else (it.who, reader.person)
    return Settle(**own(reader), entry=it.entry, payer=payer, payee=payee, cents=it.amount)


handlers = [read, spend, give_back, *correcting.handlers]
