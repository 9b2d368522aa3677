"""GET /entra/esterno, /entra/esterno/ritorno; GET and POST /profilo/accesso/esterno: coming in, and linking it first."""

import secrets
from datetime import timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID, uuid4

import structlog
from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect
from pydantic import BaseModel, ValidationError

from events.network.outside_login import LinkOutsideLogin, UnlinkOutsideLogin
from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.node import Node, node_of
from frontend.pages.outside_login.projection import logins_of, person_of
from frontend.pages.sign_in.coming_in import come_in
from frontend.permissions import PUBLIC
from frontend.reader import NOBODY, Reader
from frontend.showing import show
from frontend.signing_in import oidc
from frontend.signing_in.limits import allow
from frontend.signing_in.marks import mark
from frontend.signing_in.oidc import OutsideFailed
from frontend.signing_in.roles import first_role
from frontend.signing_in.whence import whence
from frontend.submitting import PATIENCE, submit
from services.kernel.settings import Settings

MINE, RETURN = "/profilo/accesso/esterno", "/entra/esterno/ritorno"
OFTEN, TEN_MINUTES = 30, timedelta(minutes=10)
LONGEST = 2_000
log = structlog.get_logger()


class Sent(BaseModel):
    """What is kept while the browser is away, for that browser alone. ``person``: who links, else nobody."""

    nonce: str
    verifier: str
    browser: str
    person: UUID = NOBODY


class Unlinking(Form):
    login: UUID


def only_where_set_up(request: Asked) -> Node:
    node = node_of(request)
    if not oidc.set_up(node.settings):
        raise NotFoundException
    return node


@get("/entra/esterno", opt={"can": PUBLIC})
async def out(request: Asked, reader: AReader) -> Response[Any]:
    only_where_set_up(request)
    return await away(request, reader, NOBODY)


async def away(request: Asked, reader: Reader, person: UUID) -> Response[Any]:
    node = only_where_set_up(request)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    sent = Sent(nonce=nonce, verifier=verifier, browser=browser(request, node), person=person)
    try:
        if not await allow(node, "outside", whence(request), OFTEN, TEN_MINUTES):
            raise OutsideFailed("too often")
        await node.buckets.codes.put(kept_as(node, state), sent.model_dump_json().encode())
        return Redirect(
            await oidc.way_out(node.settings, redirect(node.settings), state, nonce, verifier),
            status_code=303,
        )
    except (OutsideFailed, Unreachable) as error:
        return await failed(request, reader, str(error))


@get(RETURN, opt={"can": PUBLIC})
async def back(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """Each state is good once, and only in the browser that went out with it."""
    node = only_where_set_up(request)
    code, state = (request.query_params.get(name, "")[:LONGEST] for name in ("code", "state"))
    try:
        sent = await taken(node, state)
        if sent is None or sent.browser != browser(request, node) or not code:
            raise OutsideFailed("state")
        who = await oidc.subject(node.settings, redirect(node.settings), code, sent.nonce, sent.verifier)
    except (OutsideFailed, Unreachable) as error:
        return await failed(request, reader, str(error))
    login = login_of(node.settings, who)
    if sent.person != NOBODY:
        return await linked(request, reader, sent, login)
    person = person_of(db, login)
    if person is None:
        return await show(request, reader, "pages/outside_login/not_linked.html", {})
    role, organisation = first_role(db, person, reader.day)
    return await come_in(request, person, role, organisation, means="oidc")


async def linked(request: Asked, reader: Reader, sent: Sent, login: UUID) -> Response[Any]:
    """Whoever is in by now must be who went out."""
    if reader.person != sent.person or reader.holder is not None:
        return await failed(request, reader, "another")
    node = node_of(request)
    reply = await node.bus.ask(reader, LinkOutsideLogin(stream=login, dossier=reader.person), uuid4())
    if not reply.accepted:
        return await failed(request, reader, reply.reason or "refused")
    await node.readmodel.reached(reply.context, reply.position, PATIENCE)
    return Redirect(MINE, status_code=303)


async def taken(node: Node, state: str) -> Sent | None:
    if not state:
        return None
    try:
        return Sent.model_validate_json(await node.buckets.codes.take(kept_as(node, state)))
    except ValidationError:
        return None


async def failed(request: Asked, reader: Reader, why: str) -> Response[Any]:
    log.warning("outside login", why=why)
    return await show(request, reader, "pages/outside_login/failed.html", {}, status=400)


def kept_as(node: Node, state: str) -> str:
    return f"outside-{mark(node.settings, 'outside state', state)}"


def browser(request: Asked, node: Node) -> str:
    return mark(node.settings, "outside browser", request.scope["state"].get("cookie", ""))


def redirect(settings: Settings) -> str:
    return f"{settings.public_origin}{RETURN}"


def login_of(settings: Settings, who: str) -> UUID:
    return UUID(mark(settings, "outside login", f"{settings.oidc_issuer} {who}")[:32], version=4)


@get(MINE, opt={"can": "outside.link"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    only_where_set_up(request)
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    context = {
        "logins": logins_of(db, reader.person),
        "form": form or blank(Unlinking),
        "linking": blank(Form),
        "name": node_of(request).settings.oidc_name,
    }
    return await show(request, reader, "pages/outside_login/mine.html", context, "sheet")


@post(MINE, opt={"can": "outside.link", "step_up": True})
async def link(request: Asked, reader: AReader) -> Response[Any]:
    return await away(request, reader, reader.person)


@post(f"{MINE}/fine", opt={"can": "outside.link"})
async def unlink(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Unlinking)
    mine = logins_of(db, reader.person)
    return await submit(
        request, reader, form,
        lambda typed: UnlinkOutsideLogin(stream=typed.login, dossier=mine.get(typed.login, reader.person)),
        back=MINE, again=partial(page, request, reader, db), done=N_("Scollegato."),
    )  # fmt: skip


handlers = [out, back, read, link, unlink]
