"""How heavy each duty is to me: my own secret; the rota uses the middle of everyone's."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from events.pacts.duties import WeighDuties, duties_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.pages.turns.forms import Weights, field_of
from frontend.pages.turns.marking import home_of
from frontend.pages.turns.weights import Weighed, duty_name, weighed
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/turni/pesi"


@get(HERE, opt={"can": "duties.change"})
async def form(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "duties.change"})
async def weigh(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    given = await read_form(request, Weights)
    return await submit(
        request, reader, given, partial(said, reader, db), back=HERE, again=partial(page, request, reader, db),
        done=N_("Pesi salvati."),
    )  # fmt: skip


def said(reader: Reader, db: Connection, it: Weights) -> WeighDuties:
    """Only what the pact sets; a weight given before and not touched now stays."""
    home = home_of(reader)
    typed = it.model_dump()
    weights = {
        one.duty: typed[field_of(one.duty)] or one.mine
        for one in asked(reader, db)
        if typed[field_of(one.duty)] or one.mine
    }
    return WeighDuties.model_validate(
        {"stream": duties_of(home), "dossier": home, "person": reader.person, "weights": weights}
    )


def asked(reader: Reader, db: Connection) -> tuple[Weighed, ...]:
    return weighed(db, home_of(reader), reader.person, reader.day)


async def page(request: Asked, reader: Reader, db: Connection, it: Filled[Weights] | None) -> Response[Any]:
    duties = asked(reader, db)
    known = {field_of(one.duty): one.mine for one in duties if one.mine is not None}
    context = {
        "dossier": home_of(reader), "duties": duties, "form": it or blank(Weights, **known), "field_of": field_of,
        "duty_name": duty_name, "refused": bool(it and it.errors),
        "agreed": [one for one in duties if one.agreed is not None],
    }  # fmt: skip
    return await show(request, reader, "pages/turns/weights.html", context, "form")


handlers = [form, weigh]
