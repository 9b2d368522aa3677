"""Letters from a page: the post writes and sends them; a page says which, to whom, and the few words in it."""

import json
from typing import Any
from uuid import UUID

import structlog
from nats.errors import Error as NatsError

from frontend.bus import Unreachable, answered
from frontend.node import Node

log = structlog.get_logger()


async def send(node: Node, to: str, kind: str, words: dict[str, str], locale: str, id: UUID) -> bool:
    """Whether it left (a code) or is kept until it has (all else). The same ``id`` is never sent twice.

    ``kind`` and its ``words``: services/post/letter.py. False also while the post or its way out is away.
    """
    letter = {"id": str(id), "to": to, "kind": kind, "words": words, "locale": locale}
    return bool((await ask(node, "letter", letter)).get("ok"))


async def ask(node: Node, act: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the post says to ``casa.post.<act>``; ``{"ok": False, …}`` also when nobody answers."""
    try:
        said: dict[str, Any] = json.loads(await answered(node.bus.client, f"casa.post.{act}", encoded(body)))
    except (Unreachable, NatsError, OSError, ValueError) as error:
        log.warning("post", act=act, error=type(error).__name__)
        return {"ok": False, "reason": "unreachable"}
    return said


def encoded(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()
