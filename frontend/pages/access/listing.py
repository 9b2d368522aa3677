"""What a person has to come in with, and where they are in now."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from frontend.asked import Asked
from frontend.bus import Unreachable
from frontend.node import Node, node_of
from frontend.pages.access.queries import Passkey, Ways, names, ways
from frontend.reader import Reader
from frontend.session import Session
from frontend.signing_in import passkeys
from frontend.signing_in.judging import over


@dataclass(frozen=True)
class Device:
    """A browser one is signed in with; ``used`` by whichever of its sessions was used last."""

    id: UUID
    agent: str
    means: str
    used: datetime
    here: bool


@dataclass(frozen=True)
class Key:
    held: Passkey
    used: datetime | None


async def listed(request: Asked, reader: Reader) -> dict[str, Any]:
    """For the template; without the message server there is nothing of sessions."""
    node = node_of(request)
    assert reader.db is not None
    mine = ways(reader.db, reader.person)
    return {
        "ways": mine,
        "keys": await keys(node, mine),
        "devices": await devices(node, reader, request.scope["state"]["session"]),
        "names": names(reader.db, reader.person),
    }


async def keys(node: Node, mine: Ways) -> list[Key]:
    return [Key(it, await used(node, it)) for it in mine.passkeys]


async def used(node: Node, key: Passkey) -> datetime | None:
    with suppress(Unreachable):
        return await passkeys.last_used(node, key)
    return None


async def devices(node: Node, reader: Reader, here: Session) -> list[Device]:
    """This one first, the others by their last use."""
    try:
        sessions = await node.sessions.of(reader.person)
    except Unreachable:
        sessions = [here]
    assert reader.db is not None
    found: dict[UUID, Session] = {}
    for it in sessions:
        if it.device and not over(reader.db, it, reader.day):
            found[it.device] = max(it, found.get(it.device, it), key=last)
    made = [Device(id, it.agent, it.means, last(it), id == here.device) for id, it in found.items()]
    return sorted(made, key=lambda it: (not it.here, -it.used.timestamp()))


def last(session: Session) -> datetime:
    return session.used or session.created
