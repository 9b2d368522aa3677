"""What ends with a sign-in: a phone on which somebody signed out is told nothing any more."""

from frontend.letters import ask
from frontend.node import Node
from frontend.session import Session


def device_of(session: Session | None) -> str:
    """This browser in these hands; a sign-in without one stands for itself."""
    return str(session.device or session.key) if session else ""


async def silence(node: Node, session: Session) -> None:
    """Sign-out. What the house itself ends (a role, a device) the post hears from the facts."""
    await ask(node, "sign-out", {"person": str(session.person), "device": device_of(session)})
