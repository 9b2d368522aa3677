"""A new session for this request: always on a new cookie; what was known of the same hands goes along."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar import Request

from events.role import Role
from frontend.node import node_of
from frontend.session import Session
from frontend.signing_in.device import agent, device_of

GOES_ON = ("role", "acting", "confirmed")
"""Ways to a new session that are no new sign-in."""


async def begin(
    request: Request[Any, Any, Any],
    person: UUID,
    role: Role,
    organisation: UUID | None = None,
    on_behalf_of: UUID | None = None,
    *,
    means: str,
    confirmed: bool = False,
) -> Session:
    """Whatever cookie the browser came with is left behind. Raises Unreachable.

    `confirmed`: a second factor was given just now.
    """
    state, sessions = request.scope["state"], node_of(request).sessions
    before: Session | None = state.get("session")
    if before:
        await sessions.end(before)
    more = going_on(before, person, means)
    if confirmed:
        more["confirmed"] = datetime.now(UTC)
    more.setdefault("device", device_of(request, person))
    cookie, session = await sessions.begin(
        person, role, state["locale"], organisation, on_behalf_of, agent=agent(request), **more
    )
    state["new_cookie"], state["session"] = cookie, session
    return session


def going_on(before: Session | None, person: UUID, means: str) -> dict[str, Any]:
    """A longest time is not begun anew by changing one's role."""
    if before is None or before.person != person or means not in GOES_ON:
        return {"means": means}
    kept = {
        "means": before.means,
        "confirmed": before.confirmed,
        "seen": before.seen,
        "expires": before.expires,
    }
    return {**kept, "device": before.device} if before.device else kept
