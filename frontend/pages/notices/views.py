"""GET and POST /profilo/avvisi: how I am told. What is asked goes to the post, and is nobody's history."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from frontend import flash
from frontend.asked import AReader, Asked
from frontend.forms import Filled, Texts, blank, read_form, unsent
from frontend.i18n import N_, gettext
from frontend.letters import ask
from frontend.node import node_of
from frontend.notices import device_of
from frontend.pages.notices.choices import KINDS, WORDS, HowTold, Nothing, ThisPhone, chosen, field_of, typed
from frontend.permissions import SIGNED_IN
from frontend.reader import Reader
from frontend.session import Session
from frontend.showing import show
from frontend.signing_in.lasting import TABLET
from frontend.signing_in.limits import allow

HERE = "/profilo/avvisi"
TRIES = 5
AN_HOUR = timedelta(hours=1)


@get(HERE, opt={"can": SIGNED_IN})
async def read(request: Asked, reader: AReader) -> Response[Any]:
    return await page(request, reader, None)


async def page(request: Asked, reader: Reader, form: Filled[HowTold] | None) -> Response[Any]:
    mine = await asked(request, reader, "mine")
    context = {
        "mine": mine,
        "form": form or blank(HowTold),
        "typed": form.typed if form else Texts(typed(mine), ""),
        "kinds": KINDS.get(reader.looker.role, ()),
        "words": WORDS,
        "shared": shared(request.state.get("session")),
        "field_of": field_of,
        "when": datetime.fromisoformat,
    }
    return await show(request, reader, "pages/notices/notices.html", context)


async def asked(request: Asked, reader: Reader, act: str, **more: Any) -> dict[str, Any]:
    device = device_of(request.state.get("session"))
    body = {"person": str(reader.looker.person), "device": device, "locale": reader.locale, **more}
    return await ask(node_of(request), act, body)


def shared(session: Session | None) -> bool:
    """On a tablet of many, what is for one would be seen by all."""
    return session is not None and session.means == TABLET


@post(HERE, opt={"can": SIGNED_IN})
async def choose(request: Asked, reader: AReader) -> Response[Any]:
    form = await read_form(request, HowTold)
    if form.errors:
        return await page(request, reader, form)
    if "e-mail" in form.valid.ways().values() and not form.valid.email:
        return await page(request, reader, without_address(form))
    before = (await asked(request, reader, "mine")).get("wishes", {})
    person: UUID = reader.looker.person
    said = await ask(node_of(request), "choose", chosen(person, before, form.valid, reader.locale))
    if said.get("reason") == "malformed":
        return await page(request, reader, without_address(form))
    if not said.get("ok"):
        return await page(request, reader, unsent(form))
    return done(N_("Salvato. Puoi cambiarlo quando vuoi."))


def without_address(form: Filled[HowTold]) -> Filled[HowTold]:
    words = gettext("Per le e-mail serve un indirizzo, per esempio nome@esempio.it.")
    return Filled(form.command_id, form.typed, Texts({"email": words}, None), status=422)


@post(f"{HERE}/prova", opt={"can": SIGNED_IN})
async def attempt(request: Asked, reader: AReader) -> Response[Any]:
    await read_form(request, Nothing)
    if not await allow(node_of(request), "notice", str(reader.looker.person), TRIES, AN_HOUR):
        return done(N_("Hai già fatto molte prove: aspetta un’ora."))
    said = await asked(request, reader, "try")
    if said.get("phones") or said.get("letter"):
        return done(N_("La prova è partita: guarda il telefono e la posta."))
    return done(N_("Non è partito niente: qui sotto scegli prima dove avvisarti."))


@post(f"{HERE}/telefono", opt={"can": SIGNED_IN})
async def this_phone(request: Asked, reader: AReader) -> Response[Any]:
    """Asked by the page's script, and again at every visit: a browser may have got a new address."""
    form = await read_form(request, ThisPhone)
    session = request.state.get("session")
    device = device_of(session)
    if form.errors or not device or shared(session):
        return Response(None, status_code=422)
    who = {"person": str(reader.looker.person), "role": reader.looker.role.value, "device": device}
    said = await ask(node_of(request), "subscribe", {**who, "key": form.valid.model_dump()})
    return Response(None, status_code=204 if said.get("ok") else 422)


@post(f"{HERE}/telefono/fine", opt={"can": SIGNED_IN})
async def no_more_here(request: Asked, reader: AReader) -> Response[Any]:
    await read_form(request, Nothing)
    await asked(request, reader, "sign-out")
    return done(N_("Qui non ti avvisiamo più."))


def done(words: str) -> Response[Any]:
    return Redirect(flash.onto(HERE, words, True), status_code=303)


handlers = [read, choose, attempt, this_phone, no_more_here]
