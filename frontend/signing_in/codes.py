"""Codes by e-mail: six digits for one browser, ten minutes, one use, five tries; the code itself is kept nowhere."""

import hmac
import secrets
from datetime import timedelta
from time import time
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from frontend.node import Node
from frontend.signing_in.bucket import Held
from frontend.signing_in.limits import allow, forgive
from frontend.signing_in.marks import mark
from frontend.signing_in.wrapping import unwrap, wrap

LASTS = timedelta(minutes=10)
TRIES = 5
DIGITS = 6
A_MINUTE, A_QUARTER, A_DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)
Answer = Literal["wrong", "over", "often"]


class Pending(BaseModel):
    """A code that is under way to ``address`` (its mark); ``person`` None: to nobody, and no digits are right.

    ``box``: the address itself, closed under a key of the web nodes, for whom it is to be kept.
    """

    purpose: str
    address: str
    person: UUID | None
    code: str
    until: float
    box: str = ""
    tries: int = 0


def normal(address: str) -> str:
    """The same letter box, however it was typed."""
    return address.strip().casefold()


def marked(node: Node, address: str) -> str:
    return mark(node.settings, "address", normal(address))


async def ask(node: Node, cookie: str, purpose: str, address: str, person: UUID | None) -> str | None:
    """The digits to send, or None when none may be sent to that address just now; an earlier code is void.

    As much is done for an address nobody knows. Raises Unreachable.
    """
    code, to = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", marked(node, address)
    may = await allow(node, "code sent", to, 4, A_QUARTER)
    may = await allow(node, "code sent today", to, 20, A_DAY) and may
    it = Pending(
        # A code that is not sent opens nothing: or whoever asks on and on would be given new tries for ever.
        purpose=purpose, address=to, person=person if may else None, code=hashed(node, cookie, code),
        until=time() + LASTS.total_seconds(), box=wrap(node.settings, "address", normal(address)),
    )  # fmt: skip
    await node.buckets.codes.put(kept(node, cookie), encoded(it))
    return code if may and person else None


async def tried(node: Node, cookie: str, purpose: str, digits: str) -> Pending | Answer:
    """What the digits were right for, used up by that; or why not. A try counts before it is looked at.

    Over all web nodes ten a minute for one address. Raises Unreachable.
    """
    held = await node.buckets.codes.get(kept(node, cookie))
    it = pending(held, purpose)
    if it is None:
        return "over"
    if not await allow(node, "code tried", it.address, 10, A_MINUTE):
        return "often"
    counted = it.model_copy(update={"tries": it.tries + 1})
    revision = await node.buckets.codes.replace(kept(node, cookie), encoded(counted), held.revision)
    if not revision:
        return "often"
    right = hmac.compare_digest(it.code, hashed(node, cookie, digits)) and it.person is not None
    if not right:
        return "wrong" if counted.tries < TRIES else "over"
    if not await node.buckets.codes.replace(kept(node, cookie), b"", revision):
        return "over"
    await forgive(node, "code sent", it.address)
    return it


def address_in(node: Node, it: Pending) -> str:
    return unwrap(node.settings, "address", it.box)


async def waiting(node: Node, cookie: str, purpose: str) -> Pending | None:
    """Raises Unreachable."""
    return pending(await node.buckets.codes.get(kept(node, cookie)), purpose)


def pending(held: Held, purpose: str) -> Pending | None:
    it = Pending.model_validate_json(held.value) if held.value else None
    good = it and it.purpose == purpose and it.tries < TRIES and time() < it.until
    return it if good else None


def encoded(it: Pending) -> bytes:
    return it.model_dump_json().encode()


def kept(node: Node, cookie: str) -> str:
    return mark(node.settings, "code of", cookie)


def hashed(node: Node, cookie: str, digits: str) -> str:
    return mark(node.settings, "code", f"{cookie} {digits}")
