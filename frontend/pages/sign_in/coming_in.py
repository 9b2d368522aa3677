"""What coming in means for this request: a new cookie, and where to go first."""

from typing import Any
from uuid import UUID

from litestar import Request, Response
from litestar.response import Redirect

from events.role import Role
from frontend.navigation import tabs
from frontend.node import node_of
from frontend.reader import Reader


async def come_in(
    request: Request[Any, Any, Any],
    person: UUID,
    role: Role,
    organisation: UUID | None = None,
    on_behalf_of: UUID | None = None,
) -> Response[Any]:
    """Whatever cookie the browser came with is left behind. Raises Unreachable."""
    state = request.scope["state"]
    if state.get("session"):
        await node_of(request).sessions.end(state["session"])
    sessions = node_of(request).sessions
    state["new_cookie"], _ = await sessions.begin(person, role, state["locale"], organisation, on_behalf_of)
    return Redirect("/", status_code=303)


def beginning(reader: Reader) -> str | None:
    """The first page of their role, if there is one they may open."""
    found = tabs(reader, "/")
    return str(found[0]["href"]) if found else None
