"""Live pages: the node says that something has changed; the page fetches its own block, with its reader's rights."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromQuery
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage as Said

from events.role import Role
from frontend.entrance import reader as reader_for
from frontend.node import Node, node_of
from frontend.permissions import SIGNED_IN
from frontend.reader import Reader
from frontend.readmodel import Preparing
from frontend.tables import EVERYTHING

PING = 15.0


@get("/novita", opt={"can": SIGNED_IN})
async def news(request: Request[Any, Any, Any], since: FromQuery[int] = 0) -> ServerSentEvent:
    """Events `news` with the ids of dossiers this reader may see; ids are the node's change counter."""
    last = request.headers.get("last-event-id", "")
    start = int(last) if last.isascii() and last.isdigit() and len(last) < 16 else since
    return ServerSentEvent(changes(node_of(request), request, start), headers={"Cache-Control": "no-store"})


async def changes(node: Node, request: Request[Any, Any, Any], since: int) -> AsyncIterator[Said]:
    """Catches up first, then live; ends with the session or the app."""
    yield Said(data=None, comment="hi", retry=1000)
    while not node.stopping.is_set():
        reader = await present(node, request)
        if reader is None:
            return
        since, dossiers = seen_by(node, reader, since)
        if dossiers:
            yield Said(event="news", id=since, data=json.dumps(sorted(dossiers)))
        elif not await beat(node):
            yield Said(data=None, comment="ping")


async def present(node: Node, request: Request[Any, Any, Any]) -> Reader | None:
    """The reader as of now: a role may have ended while the page was open."""
    state = request.scope["state"]
    session = await node.sessions.find(state["cookie"])
    return reader_for(node, session, state["locale"]) if session else None


def seen_by(node: Node, reader: Reader, since: int) -> tuple[int, set[str]]:
    """The newest change, and the dossiers among the changes since then that this reader may see."""
    try:
        newest, found = since_then(node, since)
    except Preparing:
        return since, set()
    if EVERYTHING in found:
        return newest, {EVERYTHING}
    return newest, {it for it in found if concerns(reader, UUID(it))}


def since_then(node: Node, since: int) -> tuple[int, set[str]]:
    """Everything, when the counter is another node's or the changes are no longer kept."""
    db = node.readmodel.connection()
    first, newest = db.execute("SELECT coalesce(min(n), 0), coalesce(max(n), 0) FROM changes").fetchone()
    if since > newest or since < first - 1:
        return newest, {EVERYTHING} if newest else set()
    rows = db.execute("SELECT DISTINCT dossier FROM changes WHERE n > ? AND n <= ?", (since, newest))
    return newest, {row["dossier"] for row in rows}


def concerns(reader: Reader, dossier: UUID) -> bool:
    """Whether the dossier is any of theirs: even that it changed is told to nobody else.

    Family is told nothing at all: that something moved where nothing is shown would be a trace of it.
    """
    if reader.role is Role.FAMILY:
        return False
    if any(it.kind == "role" and it.role is not Role.OPERATOR for it in reader.standings):
        return True
    mine = (*reader.assigned, *reader.homes)
    return reader.touches(mine, dossier) or reader.person in reader.people(dossier)


async def beat(node: Node) -> bool:
    """Waits for a change or the end; False when it was only time for a ping."""
    change = asyncio.create_task(node.pulse.wait(PING))
    end = asyncio.create_task(node.stopping.wait())
    await asyncio.wait((change, end), return_when=asyncio.FIRST_COMPLETED)
    end.cancel()
    if not change.done():
        change.cancel()
        return True
    return change.result()
