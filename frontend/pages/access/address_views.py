"""/profilo/accesso/posta: an address for codes, proven by the first code read there."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from events.network.identity import Email
from events.network.keys import RemoveAddress, keys_of
from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.flash import onto
from frontend.forms import Filled, Form, blank, read_form, refused, unsent
from frontend.i18n import N_, gettext
from frontend.node import Node, node_of
from frontend.pages.access.queries import by_mark, ways
from frontend.pages.sign_in.by_code import words
from frontend.pages.sign_in.entering import Digits
from frontend.permissions import SIGNED_IN
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.showing import show
from frontend.signing_in import answering, codes
from frontend.signing_in.confirming import confirmed
from frontend.signing_in.step_up import before_another_way
from frontend.submitting import submit

HERE = "/profilo/accesso/posta"
BACK = "/profilo/accesso"


class AddressForm(Form):
    email: Email


@get(HERE, opt={"can": SIGNED_IN})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader)


async def page(request: Asked, reader: Reader, form: Filled[AddressForm] | None = None) -> Response[Any]:
    assert reader.db is not None
    context = {
        "form": form or blank(AddressForm),
        "leaving": blank(Form),
        "ways": ways(reader.db, reader.person),
    }
    return await show(request, reader, "pages/access/address.html", context, "sheet")


@post(HERE, opt={"can": SIGNED_IN})
async def ask(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    before_another_way(request, HERE)
    form, node, state = await read_form(request, AddressForm), node_of(request), request.scope["state"]
    if form.errors:
        return await page(request, reader, form)
    try:
        code = await codes.ask(node, state["cookie"], "address", form.valid.email, reader.person)
    except Unreachable:
        return await page(request, reader, unsent(form))
    if code is None or not await answering.deliver(node, form.valid.email, code, state["locale"]):
        failed = gettext("Ora non riusciamo a mandare l’e-mail. Riprova tra un quarto d’ora.")
        return await code_page(request, reader, None, failed, 503)
    return await code_page(request, reader)


async def code_page(
    request: Asked,
    reader: Reader,
    form: Filled[Digits] | None = None,
    failed: str = "",
    status: int | None = None,
) -> Response[Any]:
    context = {"form": form or blank(Digits), "failed": failed}
    return await show(request, reader, "pages/access/address_code.html", context, "sheet", status=status)


@post(f"{HERE}/codice", opt={"can": SIGNED_IN})
async def prove(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form, node = await read_form(request, Digits), node_of(request)
    if form.errors:
        return await code_page(request, reader, form)
    try:
        found = await codes.tried(node, request.scope["state"]["cookie"], "address", form.valid.bare)
        if isinstance(found, str):
            return await code_page(request, reader, None, words(found), 422)
        if taken(node, reader, found.address):
            return await code_page(
                request, reader, None, gettext("Questo indirizzo è già di un’altra persona."), 422
            )
        reply = await confirmed(request, reader, found)
    except Unreachable:
        return await code_page(request, reader, unsent(form))
    if not reply.accepted:
        return await code_page(request, reader, refused(form, reply.reason or "", None))
    return Redirect(onto(BACK, N_("Fatto: da ora puoi entrare anche con l’e-mail."), True), status_code=303)


def taken(node: Node, reader: Reader, mark: str) -> bool:
    """Only who has just read a code there is told."""
    assert reader.db is not None
    whose: UUID | None = by_mark(reader.db, mark)
    return whose is not None and whose not in entries_of(reader.db, reader.person)


@post(f"{HERE}/fine", opt={"can": SIGNED_IN, "step_up": True})
async def remove(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form, address = await read_form(request, Form), ways(db, reader.person).address
    owner = address.person if address else reader.person
    return await submit(
        request, reader, form, lambda _: RemoveAddress(stream=keys_of(owner), dossier=owner), back=BACK,
        again=partial(again, request, reader), done=N_("Tolto: lì non mandiamo più codici."),
    )  # fmt: skip


async def again(request: Asked, reader: Reader, form: Filled[Form] | None) -> Response[Any]:
    assert reader.db is not None
    context = {
        "form": blank(AddressForm),
        "leaving": form or blank(Form),
        "ways": ways(reader.db, reader.person),
    }
    return await show(request, reader, "pages/access/address.html", context, "sheet")


handlers = [read, ask, prove, remove]
