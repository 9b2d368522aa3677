"""Live pages: the node says that something has changed; the page fetches its own block, with its reader's rights."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromQuery
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage as Said

from events.category import Category
from events.role import Role
from events.standing import Stands
from frontend.entrance import reader as reader_for
from frontend.node import Node, node_of
from frontend.permissions import PUBLIC, SIGNED_IN
from frontend.reader import Reader
from frontend.readmodel import Preparing
from frontend.rights import held, lost, rights, seconds_left, told_of_changes
from frontend.scope.queries import taken_by_another
from frontend.signing_in.judging import judged
from frontend.tables import EVERYTHING
from services.kernel import telemetry

# Each by itself is one step in the tree; both asked of the table at once would read all of it.
ENDS = "SELECT coalesce((SELECT min(n) FROM changes), 0), coalesce((SELECT max(n) FROM changes), 0)"
PING = 15.0
MOMENT = 0.05


@get("/novita", opt={"can": SIGNED_IN, "acting": PUBLIC})
async def news(request: Request[Any, Any, Any], since: FromQuery[int] = 0) -> ServerSentEvent:
    """Events `news` with the ids of dossiers this reader may see, and `rights` when theirs have become less.

    Their ids are moments of this node. `diritti` is what the page was made with.
    """
    last = request.headers.get("last-event-id", "")
    start = int(last) if last.isascii() and last.isdigit() and len(last) < 20 else since
    node, was = node_of(request), request.query_params.get("diritti")
    told = changes(node, request, node.ticks.count(start), was)
    return ServerSentEvent(told, headers={"Cache-Control": "no-store"})


async def changes(
    node: Node, request: Request[Any, Any, Any], since: int, was: str | None
) -> AsyncIterator[Said]:
    """Catches up first, then live; ends with the app or the session. A page whose session was ended is told."""
    yield Said(data=None, comment="hi", retry=1000)
    before: frozenset[Stands] | None = None
    while not node.stopping.is_set():
        reader = await present(node, request)
        if reader is None:
            if node.sessions.why(request.scope["state"]["cookie"]) == "ended":
                yield Said(event="rights", data="*")
            return
        if reader.db and less(reader, before, was):
            yield Said(event="rights", data="*")
        before = held(reader) if reader.db else before
        since, dossiers = seen_by(node, reader, since)
        if dossiers:
            with telemetry.onward("push", telemetry.shown()):
                news = Said(event="news", id=node.ticks.mark(since), data=json.dumps(sorted(dossiers)))
            yield news
        elif not await beat(node, min(PING, seconds_left(reader) + MOMENT)):
            yield Said(data=None, comment="ping")


def less(reader: Reader, before: frozenset[Stands] | None, was: str | None) -> bool:
    """Than a moment ago; or, when a page has only just come, other than it was made with."""
    return was not in (None, rights(reader)) if before is None else lost(before, held(reader))


async def present(node: Node, request: Request[Any, Any, Any]) -> Reader | None:
    """The reader as of now: a role may have ended while the page was open."""
    state = request.scope["state"]
    session = await judged(node, await node.sessions.find(state["cookie"]))
    return reader_for(node, session, state["locale"]) if session else None


def seen_by(node: Node, reader: Reader, since: int) -> tuple[int, set[str]]:
    """The newest change, and the dossiers among the changes since then that this reader may see."""
    try:
        newest, found = since_then(node, since)
    except Preparing:
        return since, set()
    if not told_of_changes(reader):
        return newest, set()
    if EVERYTHING in found:
        return newest, {EVERYTHING}
    return newest, {it for it in found if concerns(reader, UUID(it))}


def since_then(node: Node, since: int) -> tuple[int, set[str]]:
    """Everything, when the counter is another node's or the changes are no longer kept."""
    db = node.readmodel.connection()
    first, newest = db.execute(ENDS).fetchone()
    if since > newest or since < first - 1:
        return newest, {EVERYTHING} if newest else set()
    rows = db.execute("SELECT DISTINCT dossier FROM changes WHERE n > ? AND n <= ?", (since, newest))
    return newest, {row["dossier"] for row in rows}


def concerns(reader: Reader, dossier: UUID) -> bool:
    """Whether the dossier is any of theirs: even that it changed is told to nobody else."""
    mine = (*reader.assigned, *reader.homes)
    if not told_of_changes(reader):
        return False
    if reader.role in OFFICES and reader.holds(reader.role) and OFFICES[reader.role](reader, dossier):
        return True
    return reader.touches(mine, dossier) or reader.person in reader.people(dossier)


def of_intake(reader: Reader, dossier: UUID) -> bool:
    return reader.db is not None and not taken_by_another(reader.db, dossier, "intake")


def taken_down(reader: Reader, dossier: UUID) -> bool:
    return any(reader.entered(it, Category.APPLICATION) for it in reader.people(dossier))


OFFICES: dict[Role, Callable[[Reader, UUID], bool]] = {
    Role.COORDINATOR: lambda reader, dossier: True,
    Role.COMMISSION: of_intake,
    Role.INFO_POINT: taken_down,
    Role.AUDITOR: Reader.appointed,
}
"""Which dossiers an office is told of, beyond those that are its holder's own."""


async def beat(node: Node, seconds: float) -> bool:
    """Waits for a change or the end; False when it was only time for a ping."""
    change = asyncio.create_task(node.pulse.wait(seconds))
    end = asyncio.create_task(node.stopping.wait())
    try:
        await asyncio.wait((change, end), return_when=asyncio.FIRST_COMPLETED)
        return change.result() if change.done() else True
    finally:  # also when the page was closed meanwhile: most are, and each would leave two waiting
        end.cancel()
        change.cancel()
