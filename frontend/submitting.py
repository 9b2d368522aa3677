"""From a form to a command and back to a page: one way for every form of the house."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog
from litestar import Request, Response
from litestar.response import Redirect
from pydantic import ValidationError

from events.envelope import Reply
from events.message import Command
from frontend import flash
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, refused, unsent, wrong
from frontend.i18n import N_
from frontend.node import Node, node_of
from frontend.reader import Reader

F = TypeVar("F", bound=Form)
Again = Callable[[Filled[F] | None], Awaitable[Response[Any]]]

PATIENCE = 2.0
DONE = N_("Fatto.")

log = structlog.get_logger()


async def submit(
    request: Request[Any, Any, Any],
    reader: Reader,
    form: Filled[F],
    make: Callable[[F], Command],
    *,
    back: str,
    again: Again[F],
    done: str = DONE,
    undo: dict[str, Any] | None = None,
) -> Response[Any]:
    """Sends `make(form.valid)` once the form is in order, and shows what became of it.

    Accepted: 303 to `back`, or for htmx `again(None)` (a fresh block); `done` is a sentence to say there, `undo`
    = {action, command_id} puts a button beside it (htmx only). Refused, wrong or unreachable: `again(form)`,
    with everything typed, its errors and its status (422 or 503); a retry after 503 is the same command.
    """
    if form.errors:
        return await again(form)
    try:
        reply = await ask(request, reader, make(form.valid), form)
    except ValidationError as error:
        return await again(wrong(form, error))
    except Unreachable:
        return await again(unsent(form))
    if reply.outcome == "refused":
        return await again(refused(form, reply.reason or "", reply.field))
    fresh = await node_of(request).readmodel.reached(reply.context, reply.position, PATIENCE)
    return await accepted(request, back, again, done, fresh, undo)


async def ask(request: Request[Any, Any, Any], reader: Reader, command: Command, form: Filled[F]) -> Reply:
    """The reply, its position kept in the session so that the next page waits for it. Raises Unreachable."""
    node: Node = node_of(request)
    session = request.state.get("session")
    seen = session.seen if session else {}
    reply = await node.bus.ask(reader, command, form.command_id, form.after, seen)
    if reply.outcome == "unavailable":
        raise Unreachable(reply.reason)
    if session and reply.position:
        await node.sessions.saw(session, reply.context, reply.position)
    return reply


async def accepted(
    request: Request[Any, Any, Any],
    back: str,
    again: Again[Any],
    done: str,
    fresh: bool,
    undo: dict[str, Any] | None,
) -> Response[Any]:
    if request.headers.get("hx-request"):
        flash.say(request, done, fresh, undo)
        return await again(None)
    return Redirect(flash.onto(back, done, fresh), status_code=303)
