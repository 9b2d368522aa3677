"""How often something may be tried: one count for all web nodes, which stays where it is when a node restarts."""

import asyncio
import json
import random
from datetime import timedelta
from time import time

from frontend.node import Node
from frontend.signing_in.bucket import Held
from frontend.signing_in.marks import mark

LONGEST = timedelta(days=1)
"""Entries of the bucket live that long (deploy/nats/streams.py)."""
TRIES = 12
PAUSE = 0.02


async def allow(node: Node, what: str, who: str, most: int, per: timedelta) -> bool:
    """Whether ``who`` may try ``what`` once more: at most ``most`` times in any stretch of ``per`` (one day at most).

    A try that is not allowed does not count. ``who`` may be an e-mail address or a number: only a keyed mark of
    it is kept. Raises Unreachable: nobody tries anything while it cannot be counted. Where so many ask at once
    that it cannot be written down, the answer is no.
    """
    assert per <= LONGEST
    key = mark(node.settings, f"limit {what}", who)
    for attempt in range(TRIES):
        held = await node.buckets.limits.get(key)
        recent = since(held, time() - per.total_seconds())
        if len(recent) >= most:
            return False
        if await node.buckets.limits.replace(key, json.dumps([*recent, time()]).encode(), held.revision):
            return True
        await asyncio.sleep(random.uniform(0, PAUSE * (attempt + 1)))
    return False


async def forgive(node: Node, what: str, who: str) -> None:
    """Starts counting anew. Raises Unreachable."""
    await node.buckets.limits.forget(mark(node.settings, f"limit {what}", who))


def since(held: Held, begin: float) -> list[float]:
    """The instants of tries after ``begin``, oldest first."""
    return [it for it in json.loads(held.value or b"[]") if it > begin]
