"""POST /demo/tablet: in a demo, one tap makes this browser the tablet of the desk; nowhere else is there such a page."""

from typing import Any
from uuid import UUID, uuid4

from litestar import Response, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from events.network.pin_device import EnrolSharedDevice
from events.role import Role
from frontend.asked import Asked, Db
from frontend.node import Node, node_of
from frontend.pages.sign_in.cast import cast
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.signing_in.device import device_of
from frontend.submitting import PATIENCE


@post("/demo/tablet", opt={"can": PUBLIC})
async def share(request: Asked, db: Db) -> Response[Any]:
    """As its coordinator would, on the device itself. Raises Unreachable."""
    node = node_of(request)
    who = coordinator(node)
    organisation = keeps_a_desk(db)
    if who is None or organisation is None:
        raise NotFoundException
    enrol = EnrolSharedDevice(stream=device_of(request, organisation), dossier=organisation)
    reply = await node.bus.ask(who, enrol, uuid4())
    await node.readmodel.reached(reply.context, reply.position, PATIENCE)
    return Redirect("/tablet", status_code=303)


def coordinator(node: Node) -> Reader | None:
    """Of the cast, in a demo."""
    persons = cast(node.settings.data) if node.settings.demo else ()
    found = next((it for it in persons if it.role is Role.COORDINATOR), None)
    settings = node.settings
    return Reader(found.id, Role.COORDINATOR, settings.partnership, "it", node.today()) if found else None


def keeps_a_desk(db: Db) -> UUID | None:
    row = db.execute(
        "SELECT organisation FROM scope_standings WHERE kind = 'role' AND role = ? AND organisation IS NOT NULL"
        " ORDER BY since LIMIT 1",
        (Role.INFO_POINT,),
    ).fetchone()
    return UUID(row["organisation"]) if row else None


handlers = [share]
