"""GET and POST /chiedo-aiuto: a number to call, five pictures to tap; those who accompany say that they have heard."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from events.accompaniment.help import AskHelp, EndHelp, HearHelp, Where
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.i_ask_for_help.queries import open_call
from frontend.pages.my_day import words
from frontend.pages.turns.forms import Plain
from frontend.reader import Reader
from frontend.scope.queries import dossier_of
from frontend.showing import show
from frontend.submitting import submit

HERE = "/chiedo-aiuto"
# Rings nowhere: a demo sends nobody to a stranger's telephone.
DEMO_NUMBER = "0583 000 000"


class Asking(Form):
    """``call`` is made with the form."""

    call: NewId
    where: Where


@get(HERE, opt={"can": "help.ask", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "help.ask"})
async def ask(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Asking)
    return await submit(
        request, reader, form, partial(asking, reader), back=HERE,
        again=partial(page, request, reader, db), done=N_("Il messaggio è arrivato."),
    )  # fmt: skip


def asking(reader: Reader, it: Asking) -> AskHelp:
    return AskHelp(stream=it.call, dossier=reader.person, where=it.where)


@post("/chiedo-aiuto/fine", opt={"can": "help.ask"})
async def over(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """The one that is open; without one there is nothing to end."""
    form, again = await read_form(request, Plain), partial(page, request, reader, db)
    call = open_call(db, reader.person)
    if call is None:
        return await again(form)
    end = EndHelp(stream=call.id, dossier=reader.person)
    return await submit(request, reader, form, lambda _: end, back=HERE, again=again, done=N_("Bene."))


@post("/aiuto/{help_id:uuid}/ascolto", opt={"can": "help.hear", "field": True})
async def hear(request: Asked, reader: AReader, db: Db, help_id: Id) -> Response[Any]:
    """On the operator's own page of the day."""
    form = await read_form(request, Plain)
    heard = HearHelp(stream=help_id, dossier=dossier_of(db, help_id))
    return await back_to_today(request, reader, form, heard, N_("Segnato: ci pensi tu."))


@post("/aiuto/{help_id:uuid}/fine", opt={"can": "help.hear", "field": True})
async def ended(request: Asked, reader: AReader, db: Db, help_id: Id) -> Response[Any]:
    form = await read_form(request, Plain)
    end = EndHelp(stream=help_id, dossier=dossier_of(db, help_id))
    return await back_to_today(request, reader, form, end, N_("La richiesta è chiusa."))


async def back_to_today(
    request: Asked, reader: Reader, form: Filled[Plain], command: HearHelp | EndHelp, done: str
) -> Response[Any]:
    async def again(it: Filled[Plain] | None) -> Response[Any]:
        context = {"said": it, "refused": bool(it and it.errors)}
        return await show(request, reader, "pages/i_ask_for_help/answered.html", context, "answer")

    return await submit(request, reader, form, lambda _: command, back="/oggi", again=again, done=done)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    settings = node_of(request).settings
    context = {
        "form": form if form and form.typed["call"] else blank(Asking, call=uuid7()),
        "said": form,
        "refused": bool(form and form.errors),
        "call": open_call(db, reader.person),
        "number": settings.duty_phone or (DEMO_NUMBER if settings.demo else ""),
        "places": words.places(),
        "new_id": uuid7,
    }
    return await show(request, reader, "pages/i_ask_for_help/help.html", context, "asking")


handlers = [read, ask, over, hear, ended]
