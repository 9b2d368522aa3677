"""What happens to every request before its page: language, session, reader; and afterwards: cookies and one log line."""

import secrets
import time
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from litestar import Request
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from events.role import Role
from events.standing import Stands
from frontend import i18n, reading
from frontend.acting import on_behalf
from frontend.mailbox.mark import mark_of
from frontend.node import Node
from frontend.reader import NOBODY, Reader
from frontend.readmodel import Preparing
from frontend.scope.queries import newest, standings_of
from frontend.session import Session
from frontend.signing_in import device
from frontend.signing_in.judging import judged
from services.kernel import telemetry

LANGUAGE = "lingua"
PATIENCE = 2.0
YEAR = 365 * 24 * 3600

log = structlog.get_logger()


def cookie_name(secure: bool) -> str:
    return "__Host-casa" if secure else "casa"


class Entrance:
    """ASGI middleware; everything it learns is in `scope["state"]`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"].startswith("/static/"):
            return await self.app(scope, receive, send)
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        state: dict[str, Any] = scope["state"]
        secure = request.url.scheme == "https"
        state["cookie"] = request.cookies.get(cookie_name(secure), "")
        await self._know(request, state)
        began = time.perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                finish(scope, message, secure, began)
            await send(message)

        with telemetry.span("page", route=pattern(scope), method=request.method):
            await self.app(scope, receive, sending)

    async def _know(self, request: Request[Any, Any, Any], state: dict[str, Any]) -> None:
        node: Node = request.app.state.node
        mark = mark_of(request)
        if mark and mark.door.open(node, state):
            return i18n.use(state["locale"], state["reader"].simple)
        session = await present(node, state)
        if not state["cookie"] and request.method == "GET":
            # Of no meaning by itself: something the token of the sign-in form can be bound to.
            state["cookie"] = secrets.token_urlsafe(24)
            if not by_script(request):
                state["new_cookie"] = state["cookie"]
        state["session"] = session
        if session and request.method == "GET":
            await self._catch_up(node, session)
        state["locale"] = language(request, session)
        state["since"] = node.ticks.mark(counter(node))
        found = reader(node, session, state["locale"])
        state["reader"] = replace(found, simple=reading.easily(request, found.db, found.looker.person))
        i18n.use(state["locale"], state["reader"].simple)
        if session:
            await still_there(node, session, found)
        if mark:
            mark.door.note(state)

    async def _catch_up(self, node: Node, session: Session) -> None:
        """What they did through another node is on their next page here, too."""
        for context, position in session.seen.items():
            if not await node.readmodel.reached(context, position, PATIENCE):
                # A store restored from a backup never gets there: nobody waits for it twice.
                await node.sessions.forget_seen(session)


def by_script(request: Request[Any, Any, Any]) -> bool:
    """Asked by an open page for itself: a cookie given here could come between another page and its forms."""
    return "hx-request" in request.headers or "x-casa" in request.headers


async def present(node: Node, state: dict[str, Any]) -> Session | None:
    """Who a cookie is of; `over` says why it is nobody's any more."""
    if not state["cookie"]:
        return None
    session = await judged(node, await node.sessions.find(state["cookie"]))
    if session is None:
        state["over"] = node.sessions.why(state["cookie"])
    return session


async def still_there(node: Node, session: Session, found: Reader) -> None:
    """Who moved in meanwhile has the session of who lives somewhere: it ends when they move out."""
    await node.sessions.touch(session)
    if found.holder is None and found.role is Role.COHABITANT and session.role is Role.SELF:
        await node.sessions.change(session, lambda _: {"role": Role.COHABITANT})


def counter(node: Node) -> int:
    """Where a page made now stands among the changes: taken before its queries, so that none is missed."""
    try:
        return newest(node.readmodel.connection())
    except Preparing:
        return 0


def language(request: Request[Any, Any, Any], session: Session | None) -> str:
    """As asked just now, else as chosen on this device, else as in the session."""
    asked = request.query_params.get(LANGUAGE) or request.cookies.get(LANGUAGE)
    return asked if asked in i18n.LOCALES else session.locale if session else "it"


def reader(node: Node, session: Session | None, locale: str, at: datetime | None = None) -> Reader:
    """As of now, or of another instant."""
    at = at or node.moment()
    day = at.date()
    try:
        db = node.readmodel.connection()
    except Preparing:
        db = None
    if session is None:
        return Reader(NOBODY, Role.PUBLIC, node.settings.partnership, locale, day, db=db, at=at)
    standings = in_force(standings_of(db, session.person, day) if db else (), at)
    oneself = Reader(
        session.person, active(session.role, standings), node.settings.partnership, locale, day,
        session.organisation, None, standings, db, at,
    )  # fmt: skip
    return on_behalf(oneself, session.on_behalf_of) if session.on_behalf_of else oneself


def in_force(standings: tuple[Stands, ...], at: datetime) -> tuple[Stands, ...]:
    """Some end at an instant, and not with a day."""
    return tuple(it for it in standings if it.until_at is None or at < it.until_at)


def active(role: Role, standings: tuple[Stands, ...]) -> Role:
    """Who applied on this phone lives somewhere from the day they move in, without signing in again."""
    moved_in = role is Role.SELF and any(it.kind == "membership" for it in standings)
    return Role.COHABITANT if moved_in else role


def finish(scope: Scope, message: Message, secure: bool, began: float) -> None:
    state: dict[str, Any] = scope["state"]
    headers = MutableScopeHeaders.from_message(message)
    if "new_cookie" in state:
        headers.add("set-cookie", own_cookie(state["new_cookie"], secure))
    if "over" in state:
        headers.add("x-session", state["over"])
    if "new_device" in state:
        headers.add("set-cookie", device.set_cookie(state["new_device"], secure))
    asked = Request(scope).query_params.get(LANGUAGE)
    if asked in i18n.LOCALES:
        headers.add(
            "set-cookie",
            Cookie(LANGUAGE, value=asked, max_age=YEAR, samesite="lax", secure=secure).to_header(header=""),
        )
    if told := reading.cookie(Request(scope), secure):
        headers.add("set-cookie", told)
    said(scope, message, began)


def own_cookie(value: str, secure: bool) -> str:
    """An empty value takes the cookie back."""
    life = YEAR if value else 0
    it = Cookie(
        cookie_name(secure), value=value, path="/", max_age=life, httponly=True, samesite="lax", secure=secure
    )
    return it.to_header(header="")


def said(scope: Scope, message: Message, began: float) -> None:
    """One line without ids: the pattern of the path, never the path."""
    method, status = str(scope.get("method")), int(str(message.get("status", 0)))
    took = time.perf_counter() - began
    telemetry.requested(pattern(scope), method, status, took)
    log.info("request", method=method, path=pattern(scope), status=status, ms=round(took * 1000, 1))


def pattern(scope: Scope) -> str:
    return str(scope.get("path_template") or "unknown")
