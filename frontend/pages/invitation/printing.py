"""From a form to a sheet of paper: the code is shown this once, and the same form shows the same."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Response
from markupsafe import Markup

from events.message import Command
from frontend.asked import Asked
from frontend.bus import Unreachable
from frontend.forms import Filled, refused, unsent
from frontend.node import node_of
from frontend.reader import Reader
from frontend.showing import show
from frontend.signing_in.invitations import code_of, picture
from frontend.submitting import PATIENCE, ask
from services.kernel.settings import Settings

Instead = Callable[[str], Awaitable[Response[Any]]]


async def printed(
    request: Asked,
    reader: Reader,
    form: Filled[Any],
    make: Callable[[Settings], Command],
    again: Callable[[Filled[Any]], Awaitable[Response[Any]]],
    *,
    who: UUID | None = None,
    instead: Instead | None = None,
    **more: Any,
) -> Response[Any]:
    """The printed sheet with its code once the invitation is given; ``instead`` of it, for who sits beside."""
    if form.errors:
        return await again(form)
    node = node_of(request)
    try:
        reply = await ask(request, reader, make(node.settings), form)
    except Unreachable:
        return await again(unsent(form))
    if reply.outcome == "refused":
        return await again(refused(form, reply.reason or "", reply.field))
    await node.readmodel.reached(reply.context, reply.position, PATIENCE)
    code = code_of(node.settings, form.command_id)
    try:
        return await instead(code) if instead else await sheet(request, reader, code, who, more)
    except Unreachable:
        return await again(unsent(form))


async def sheet(
    request: Asked, reader: Reader, code: str, who: UUID | None, more: dict[str, Any]
) -> Response[Any]:
    """The code stands behind the # of the address: no browser sends it, no log has it."""
    origin = node_of(request).settings.public_origin
    context = {
        "code": code,
        "who": who,
        "address": f"{origin}/invito",
        "qr": Markup(picture(f"{origin}/invito#{code}")),
        "good_from": None,
        **more,
    }
    return await show(request, reader, "pages/invitation/sheet.html", context)
