"""What coming in means for this request: a new cookie, and where to go first."""

from typing import Any
from uuid import UUID

from litestar import Request, Response
from litestar.response import Redirect

from events.role import Role
from frontend.navigation import tabs
from frontend.reader import Reader
from frontend.signing_in.beginning import begin


async def come_in(
    request: Request[Any, Any, Any],
    person: UUID,
    role: Role,
    organisation: UUID | None = None,
    on_behalf_of: UUID | None = None,
    *,
    means: str,
    confirmed: bool = False,
    to: str = "/",
) -> Response[Any]:
    """Whatever cookie the browser came with is left behind. Raises Unreachable.

    `means`: how they came in (demo, first, newcomer, passkey, code, invitation, pin, recovery, oidc), or why the
    session is a new one though they were in (role, acting, confirmed). `confirmed`: a second factor was given.
    """
    await begin(request, person, role, organisation, on_behalf_of, means=means, confirmed=confirmed)
    return Redirect(to, status_code=303)


def beginning(reader: Reader) -> str | None:
    """The first page of their role, if there is one they may open."""
    found = tabs(reader, "/")
    return str(found[0]["href"]) if found else None
