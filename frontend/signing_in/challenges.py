"""Challenges: made without being kept, good for one browser, one purpose and a while, and used once."""

import hmac
import os
import struct
from datetime import timedelta
from time import time

from frontend.node import Node
from frontend.signing_in.marks import key_for, mark

LASTS = timedelta(minutes=25)
"""Shorter than what is used up is remembered (deploy/nats/streams.py, casa_codes)."""
RANDOM, UNTIL, PROOF = 16, 8, 32


def challenge(node: Node, cookie: str, purpose: str) -> bytes:
    """A flood of them fills nothing: what is in it says until when, and that we made it for this browser."""
    begun = os.urandom(RANDOM) + struct.pack(">q", int(time() + LASTS.total_seconds()))
    return begun + proof(node, cookie, purpose, begun)


async def spend(node: Node, cookie: str, purpose: str, given: bytes) -> bool:
    """Whether it is ours, of this browser, still good, and used for the first time. Raises Unreachable."""
    begun, proven = given[: RANDOM + UNTIL], given[RANDOM + UNTIL :]
    if len(proven) != PROOF or not hmac.compare_digest(proven, proof(node, cookie, purpose, begun)):
        return False
    (until,) = struct.unpack(">q", begun[RANDOM:])
    if time() > until:
        return False
    return bool(await node.buckets.codes.replace(mark(node.settings, "spent", given.hex()), b"1", 0))


def proof(node: Node, cookie: str, purpose: str, begun: bytes) -> bytes:
    return hmac.digest(key_for(node.settings, f"challenge {purpose}"), begun + cookie.encode(), "sha256")
