"""Before what cannot be taken back: has who works here confirmed in the last ten minutes that it is really them?"""

import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from litestar import Request
from pydantic import BaseModel

from frontend.node import Node, node_of
from frontend.pages.access.queries import ways
from frontend.reader import Reader
from frontend.session import Session
from frontend.signing_in.lasting import STAFF
from frontend.signing_in.wrapping import NotOurs, unwrap, wrap
from frontend.urlencoded import NotAForm, read

FRESH = timedelta(minutes=10)
HERE = "/conferma"
# The token is of the session before; a new page has its own.
NOT_KEPT = ("_csrf_token",)
LONGEST = 2_000


class StepUpNeeded(Exception):
    """``location`` is where it is asked, and from where one comes back."""

    def __init__(self, location: str) -> None:
        super().__init__("step up")
        self.location = location


class Waiting(BaseModel):
    """A form that was sent and waits for the confirmation: where to, and its fields."""

    action: str
    fields: tuple[tuple[str, str], ...]


def fresh(session: Session) -> bool:
    """The door of a demo counts: its people are invented, and hold no second factor."""
    if session.means == "demo":
        return True
    return session.confirmed is not None and datetime.now(UTC) - session.confirmed < FRESH


def works_here(reader: Reader) -> bool:
    """Whoever holds an office, also while they go on as something else: a role is changed by one tap."""
    return reader.role in STAFF or any(it.kind == "role" and it.role in STAFF for it in reader.standings)


def before_another_way(request: Request[Any, Any, Any], back: str) -> None:
    """Who works here and has something to confirm with uses it before they add a way in, which would confirm, too.

    What was sent is not kept: what a device made for this session is good for no other. Raises StepUpNeeded.
    """
    state = request.scope["state"]
    me, session = state["reader"].looker, state.get("session")
    if session is None or me.db is None or not works_here(me) or fresh(session):
        return
    mine = ways(me.db, me.person)
    if mine.passkeys or mine.second:
        raise StepUpNeeded(f"{HERE}?{urlencode({'poi': back})}")


async def needs_step_up(request: Request[Any, Any, Any]) -> None:
    """Raises StepUpNeeded, or Unreachable where a form could not be kept meanwhile."""
    state = request.scope["state"]
    reader: Reader = state["reader"]
    session: Session | None = state.get("session")
    if session is None or not works_here(reader.looker) or fresh(session):
        return
    raise StepUpNeeded(f"{HERE}?{urlencode(await after(request, session))}")


async def after(request: Request[Any, Any, Any], session: Session) -> dict[str, str]:
    """Where to go on: the page that was asked for, or the form that was sent, with all that was typed."""
    if request.method == "GET":
        query = request.url.query
        return {"poi": safe(f"{request.url.path}{'?' if query else ''}{query}")}
    page = urlsplit(request.headers.get("hx-current-url", "")).path
    return {"poi": safe(page or "/"), "tenuto": await kept(request, session)}


async def kept(request: Request[Any, Any, Any], session: Session) -> str:
    try:
        posted = read(request.headers.get("content-type", ""), await request.body())
    except NotAForm:
        return ""
    fields = [(name, it) for name, values in posted.fields.items() for it in values if name not in NOT_KEPT]
    waiting = Waiting(action=request.url.path, fields=tuple(fields))
    node, key = node_of(request), secrets.token_hex(16)
    box = wrap(node.settings, purpose(session), waiting.model_dump_json())
    await node.buckets.codes.put(f"form-{key}", box.encode())
    return key


async def waiting(node: Node, session: Session, key: str) -> Waiting | None:
    """Taken out for its own person, once. Raises Unreachable."""
    if not key or not (key.isascii() and key.isalnum() and len(key) == 32):
        return None
    try:
        text = unwrap(
            node.settings, purpose(session), (await node.buckets.codes.take(f"form-{key}")).decode()
        )
        return Waiting.model_validate(json.loads(text))
    except NotOurs:
        return None


def purpose(session: Session) -> str:
    return f"waiting form {session.person} {session.on_behalf_of}"


def safe(path: str) -> str:
    """A path of ours and nothing else: no other site, no other scheme."""
    odd = not path.startswith("/") or path.startswith("//") or "\\" in path or len(path) > LONGEST
    return "/" if odd or any(ord(it) < 33 for it in path) else path
