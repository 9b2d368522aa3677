"""The way to the shelf where closed photos lie: the accompaniment service keeps them beside its facts."""

import json
from typing import Any
from uuid import UUID

from nats.errors import Error as NatsError

from frontend.bus import Unreachable
from frontend.node import Node

PATIENCE = 5.0


class Full(Exception):
    """More photos than anybody takes in a day, or one that is too large."""


async def find(node: Node, mark: str) -> tuple[UUID, str] | None:
    """The photo under that mark, and its key as it waits. Raises Unreachable."""
    found = json.loads(await ask(node, "find", {"mark": mark}))
    return (UUID(found["id"]), found["wrapped"]) if found.get("wrapped") else None


async def put(node: Node, photo: UUID, mark: str, holder: str, wrapped: str, data: bytes) -> None:
    """Raises Full or Unreachable."""
    said = {"id": str(photo), "mark": mark, "holder": holder, "wrapped": wrapped}
    if json.loads(await ask(node, "put", said, data)).get("full"):
        raise Full


async def get(node: Node, photo: UUID) -> bytes:
    """Empty where there is none. Raises Unreachable."""
    return await ask(node, "get", {"id": str(photo)})


async def attached(node: Node, photo: UUID) -> None:
    """It is kept from now on. Raises Unreachable."""
    await ask(node, "attached", {"id": str(photo)})


async def ask(node: Node, act: str, said: dict[str, Any], data: bytes = b"") -> bytes:
    try:
        reply = await node.bus.client.request(f"casa.photos.{act}", data, timeout=PATIENCE, headers=said)
    except (NatsError, OSError) as error:
        raise Unreachable("photos") from error
    if reply.data.startswith(b'{"error"'):
        raise Unreachable("photos")
    return bytes(reply.data)
