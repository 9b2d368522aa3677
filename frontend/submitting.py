"""From a form to a command and back to a page: one way for every form of the house."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar
from uuid import uuid5

import structlog
from litestar import Request, Response
from litestar.response import Redirect
from pydantic import ValidationError

from events.envelope import Reply
from events.message import Command
from frontend import flash
from frontend.bus import Unreachable
from frontend.comparing import ASKED, comparable, side_by_side
from frontend.forms import Filled, Form, refused, unsent, wrong
from frontend.i18n import N_
from frontend.mailbox.mark import STALE, mark_of
from frontend.node import Node, node_of
from frontend.reader import Reader

F = TypeVar("F", bound=Form)
Again = Callable[[Filled[F] | None], Awaitable[Response[Any]]]

Then = Callable[[], Awaitable[Command | None]]

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
    then: Then | None = None,
) -> Response[Any]:
    """Sends `make(form.valid)` once the form is in order, and shows what became of it.

    Accepted: 303 to `back`, or for htmx `again(None)` (a fresh block); `done` is a sentence to say there, `undo`
    = {action, command_id} puts a button beside it (htmx only). Refused, wrong or unreachable: `again(form)`,
    with everything typed, its errors and its status (422 or 503); a retry after 503 is the same command.
    `then` makes what goes with it (a photo), asked once it is accepted and under an id of its own.
    """
    try:
        reply = await asked_with(request, reader, form, make, then) if not form.errors else None
    except ValidationError as error:
        form, reply = wrong(form, error), None
    except Unreachable:
        return await unanswered(request, form, again)
    if reply is None:
        return await faulty(request, form, again)
    if reply.outcome == "refused":
        return await declined(request, reader, form, reply, again)
    return await accepted(request, reply, back, again, done, undo)


async def asked_with(
    request: Request[Any, Any, Any],
    reader: Reader,
    form: Filled[F],
    make: Callable[[F], Command],
    then: Then | None,
) -> Reply:
    """The reply to the form's own command; what goes with it is asked after. Raises Unreachable, ValidationError."""
    reply = await ask(request, reader, make(form.valid), form)
    if reply.accepted and then:
        await ask_also(request, reader, await then(), form)
    return reply


async def ask(request: Request[Any, Any, Any], reader: Reader, command: Command, form: Filled[F]) -> Reply:
    """The reply, its position kept in the session so that the next page waits for it. Raises Unreachable."""
    node: Node = node_of(request)
    session = request.state.get("session")
    mark = mark_of(request)
    when = mark.occurred_at if mark else None
    command = command.model_copy(update={"expects": form.version}) if form.version is not None else command
    seen = await mark.expected() if mark else session.seen if session else {}
    reply = await node.bus.ask(reader, command, form.command_id, form.after, seen, when)
    request.scope["state"][ASKED] = command
    if reply.outcome == "unavailable":
        raise Unreachable(reply.reason)
    if mark:
        mark.heard(command, reply, form.version)
    elif session and reply.position:
        await node.sessions.saw(session, reply.context, reply.position)
    return reply


async def ask_also(
    request: Request[Any, Any, Any], reader: Reader, command: Command | None, form: Filled[Any]
) -> None:
    """Whatever becomes of it, what it goes with is taken. Raises Unreachable: then both are asked again."""
    if command:
        beside = replace(form, command_id=uuid5(form.command_id, command.TOPIC), after=None, version=None)
        await ask(request, reader, command, beside)


async def faulty(request: Request[Any, Any, Any], form: Filled[F], again: Again[F]) -> Response[Any]:
    if mark := mark_of(request):
        mark.wrong(dict(form.errors.items()))
    return await shown(request, again, form)


async def unanswered(request: Request[Any, Any, Any], form: Filled[F], again: Again[F]) -> Response[Any]:
    if mark := mark_of(request):
        mark.outcome = "unknown"
    return await shown(request, again, unsent(form))


async def declined(
    request: Request[Any, Any, Any], reader: Reader, form: Filled[F], reply: Reply, again: Again[F]
) -> Response[Any]:
    """By a rule, in its words; where a colleague was quicker, with both versions."""
    back = refused(form, reply.reason or "", reply.field)
    if mark := mark_of(request):
        mark.refused(reply.reason or "", next(words for _, words in back.summary), reply.field)
    elif reply.reason == STALE and comparable(request, reader):
        return await side_by_side(request, reader, form)
    return await shown(request, again, back)


async def accepted(
    request: Request[Any, Any, Any],
    reply: Reply,
    back: str,
    again: Again[Any],
    done: str,
    undo: dict[str, Any] | None,
) -> Response[Any]:
    mark = mark_of(request)
    if mark and mark.silent:
        return Response(None, status_code=204)
    fresh = await node_of(request).readmodel.reached(reply.context, reply.position, PATIENCE)
    if request.headers.get("hx-request"):
        flash.say(request, done, fresh, undo)
        return await again(None)
    return Redirect(flash.onto(back, done, fresh), status_code=303)


async def shown(request: Request[Any, Any, Any], again: Again[F], form: Filled[F]) -> Response[Any]:
    """To whoever waits for a page; who sent it from a list of many reads of it there."""
    mark = mark_of(request)
    return Response(None, status_code=204) if mark and mark.silent else await again(form)
