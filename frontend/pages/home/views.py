"""GET /casa: the cohabitant's notebook of today."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.expenses.page import mine
from frontend.pages.expenses.queries import account
from frontend.pages.home.confirming import Confirmation, confirmation
from frontend.pages.home.queries import today
from frontend.pages.own_goals.rating import rate
from frontend.pages.tension.steps import waiting
from frontend.pages.turns.marking import home_of, mark, unmark
from frontend.pages.turns.swapping import answer
from frontend.pages.turns.weights import duty_name
from frontend.pages.visit.choices import steps
from frontend.reader import Reader
from frontend.scope.queries import members_of
from frontend.showing import show
from frontend.submitting import submit

HERE = "/casa"


@get(HERE, opt={"can": "duties.change", "offline": True})
async def home(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db)


@post(f"{HERE}/fatti", opt={"can": "duties.change", "field": True})
async def done(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await mark(request, reader, db, HERE, partial(page, request, reader, db))


@post(f"{HERE}/fatti/{{turn:str}}/annullo", opt={"can": "duties.change", "field": True})
async def undone(request: Asked, reader: AReader, db: Db, turn: FromPath[str]) -> Response[Any]:
    return await unmark(request, reader, db, turn, HERE, partial(page, request, reader, db))


@post(f"{HERE}/scambi/risposte", opt={"can": "duties.change"})
async def answered(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await answer(request, reader, db, HERE, partial(page, request, reader, db))


@post(f"{HERE}/gradini", opt={"can": "goal.choose", "field": True})
async def rated(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await rate(request, reader, db, HERE, partial(page, request, reader, db))


@post(f"{HERE}/conferme", opt={"can": "duties.change", "field": True})
async def confirmed(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Confirmation)
    again = partial(page, request, reader, db)
    make = partial(confirmation, db, reader)
    return await submit(request, reader, form, make, back=HERE, again=again, done=N_("Confermato. Grazie."))


async def page(
    request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None = None
) -> Response[Any]:
    living = home_of(reader)
    found = today(db, reader, living)
    context = {
        "dossier": living,
        "it": found,
        "swaps": found.asked,
        "with_me": [one for one in members_of(db, living, reader.day) if one != reader.person],
        "day": reader.day,
        "waits": waiting(db, reader, living, node_of(request).now()),
        "debt": mine(account(db, living), reader.person),
        "form": form,
        "refused": bool(form and form.errors),
        "duty_name": duty_name,
        "steps": steps(),
        "new_id": uuid7,
        "home_path": HERE,
        "block_id": "#today",
    }
    return await show(request, reader, "pages/home/home.html", context, "today")


handlers = [home, done, undone, answered, rated, confirmed]
