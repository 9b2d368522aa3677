"""An address is confirmed by the code that was read there: from then on it is known by its mark."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

from litestar import Request

from events.envelope import Reply
from events.network.keys import ConfirmAddress, keys_of
from events.role import Role
from frontend.bus import Unreachable
from frontend.node import node_of
from frontend.pages.access.queries import by_mark
from frontend.reader import Reader
from frontend.signing_in.codes import Pending, address_in

PATIENCE = 2.0


async def confirm_address(request: Request[Any, Any, Any], it: Pending) -> None:
    """Of who came in by it without having confirmed it before; what fails here is asked again next time."""
    node = node_of(request)
    if it.person is None or by_mark(node.readmodel.connection(), it.address):
        return
    oneself = Reader(it.person, Role.SELF, node.settings.partnership, "it", node.today())
    with suppress(Unreachable):
        await confirmed(request, oneself, it)


async def confirmed(request: Request[Any, Any, Any], reader: Reader, it: Pending) -> Reply:
    """Raises Unreachable."""
    node = node_of(request)
    command = ConfirmAddress(
        stream=keys_of(reader.person), dossier=reader.person, address=address_in(node, it), mark=it.address
    )
    reply = await node.bus.ask(reader, command, uuid4())
    await node.readmodel.reached(reply.context, reply.position, PATIENCE)
    return reply
