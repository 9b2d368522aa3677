"""/entra/codice and /entra/domanda: a code by e-mail, the same answer for every address."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Filled, read_form, unsent
from frontend.i18n import gettext
from frontend.node import node_of
from frontend.pages.sign_in.by_key import often
from frontend.pages.sign_in.coming_in import come_in
from frontend.pages.sign_in.entering import (
    ByAddress,
    ByReceipt,
    Digits,
    code_page,
    page,
    receipt_page,
)
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.signing_in import answering, codes
from frontend.signing_in.confirming import confirm_address
from frontend.signing_in.limits import allow
from frontend.signing_in.pace import FROM_ONE_ADDRESS, PER
from frontend.signing_in.roles import first_role
from frontend.signing_in.whence import whence

Again = Callable[..., Awaitable[Response[Any]]]


@get("/entra/codice", opt={"can": PUBLIC})
async def write_code(request: Asked, reader: AReader) -> Response[Any]:
    return await code_page(request, reader)


@post("/entra/codice", opt={"can": PUBLIC})
async def ask_code(request: Asked, reader: AReader) -> Response[Any]:
    form = await read_form(request, ByAddress)

    async def whose() -> UUID | None:
        return await answering.of_address(node_of(request), form.valid.email)

    return await sent(request, reader, form, whose, page)


@get("/entra/domanda", opt={"can": PUBLIC})
async def with_receipt(request: Asked, reader: AReader) -> Response[Any]:
    return await receipt_page(request, reader)


@post("/entra/domanda", opt={"can": PUBLIC})
async def ask_with_receipt(request: Asked, reader: AReader) -> Response[Any]:
    form = await read_form(request, ByReceipt)

    async def whose() -> UUID | None:
        return await answering.of_applicant(node_of(request), form.valid.receipt, form.valid.email)

    return await sent(request, reader, form, whose, receipt_page)


async def sent(
    request: Asked, reader: Reader, form: Filled[Any], whose: answering.Whose, back: Again
) -> Response[Any]:
    """To the page where the code is typed, whether or not one comes."""
    if form.errors:
        return await back(request, reader, form)
    node, state = node_of(request), request.scope["state"]
    try:
        if not await allow(node, "code asked", whence(request), FROM_ONE_ADDRESS, PER):
            return await back(request, reader, form, often(), 429)
        await answering.answer(node, state["cookie"], form.valid.email, whose, state["locale"])
    except Unreachable:
        return await back(request, reader, unsent(form))
    return Redirect("/entra/codice", status_code=303)


@post("/entra/codice/prova", opt={"can": PUBLIC})
async def try_code(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form, node = await read_form(request, Digits), node_of(request)
    if form.errors:
        return await code_page(request, reader, form)
    try:
        if not await allow(node, "code tried from", whence(request), FROM_ONE_ADDRESS, PER):
            return await code_page(request, reader, None, often(), 429)
        found = await codes.tried(node, request.scope["state"]["cookie"], "in", form.valid.bare)
        if isinstance(found, str):
            return await code_page(request, reader, None, words(found), 429 if found == "often" else 422)
        assert found.person is not None
        role, organisation = first_role(db, found.person, node.today())
        came = await come_in(request, found.person, role, organisation, means="code")
        await confirm_address(request, found)
        return came
    except Unreachable:
        return await code_page(request, reader, unsent(form))


def words(why: codes.Answer) -> str:
    match why:
        case "wrong":
            return gettext("Questo codice non è giusto. Guarda bene l’e-mail e riprova.")
        case "over":
            return gettext("Questo codice non vale più. Chiedine un altro.")
        case "often":
            return gettext("Troppi tentativi in un minuto. Aspetta un minuto e riprova.")


handlers = [write_code, ask_code, with_receipt, ask_with_receipt, try_code]
