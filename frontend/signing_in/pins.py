"""Is this their PIN: slow to try, counted over all web nodes, and after ten wrong ones in a row locked."""

import asyncio
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from typing import Literal
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from events.network.pin import LockPin, pin_of
from events.role import Role
from frontend.bus import Unreachable
from frontend.door import place
from frontend.node import Node
from frontend.reader import NOBODY, Reader
from frontend.scope.pins import Pin, pin
from frontend.signing_in.limits import allow, forgive
from frontend.signing_in.marks import key_for
from services.kernel.settings import Settings

MOST_WRONG = 10
A_DAY = timedelta(days=1)
TRIES, WRONG = "pin", "pin wrong"
COST = 15  # log2 of scrypt's n: 32 MiB and about a tenth of a second for one try
PATIENCE = 2.0
Answer = Literal["right", "wrong", "locked", "none"]


async def check(node: Node, person: UUID, digits: str) -> bool:
    """Whether these digits are that person's PIN today. Raises Unreachable, Preparing."""
    return await tried(node, person, digits) == "right"


async def tried(node: Node, person: UUID, digits: str) -> Answer:
    """As ``check``, and why not. A try is counted before it is looked at: many at once are no way round."""
    known = pin(node.readmodel.connection(), person)
    if known is None:
        return "none"
    if known.locked or not await allow(node, TRIES, str(known.owner), MOST_WRONG, A_DAY):
        return await locked(node, known)
    if await right(node, known, digits):
        await forgive_all(node, known.owner)
        return "right"
    if await allow(node, WRONG, str(known.owner), MOST_WRONG - 1, A_DAY):
        return "wrong"
    return await locked(node, known)


async def forgive_all(node: Node, owner: UUID) -> None:
    """A right one, or a new PIN: what was wrong before no longer counts. Raises Unreachable."""
    for counted in (TRIES, WRONG):
        await forgive(node, counted, str(owner))


async def right(node: Node, known: Pin, digits: str) -> bool:
    """Raises Unreachable."""
    words = await opened(node, known)
    return await asyncio.to_thread(matches, words, digits, known.owner, node.settings)


async def opened(node: Node, known: Pin) -> str:
    """Through the one door, with the eyes of its owner. Raises Unreachable while no key is lent."""
    owner = Reader(known.owner, Role.SELF, node.settings.partnership, "it", node.today())
    words = (await node.door.lens(owner, {"verifier": known.verifier})).words
    if place(known.verifier) not in words:
        raise Unreachable("vault")
    return str(words[place(known.verifier)])


async def locked(node: Node, known: Pin) -> Answer:
    """From now on for everybody to see, not only for as long as tries are counted."""
    if not known.locked:
        anybody = Reader(NOBODY, Role.PUBLIC, node.settings.partnership, "it", node.today())
        command = LockPin(stream=pin_of(known.owner), dossier=known.owner)
        reply = await node.bus.ask(anybody, command, uuid4())
        await node.readmodel.reached(reply.context, reply.position, PATIENCE)
    return "locked"


def verifier(digits: str, owner: UUID, settings: Settings, salt: bytes | None = None) -> str:
    """What a fact may hold of a PIN. ``salt`` (16 bytes) only for a story that is told twice."""
    salt = salt or os.urandom(16)
    return f"scrypt${COST}$8$1${text(salt)}${text(slow(digits, owner, settings, salt, COST))}"


def matches(known: str, digits: str, owner: UUID, settings: Settings) -> bool:
    _, cost, _, _, salt, hashed = known.split("$")
    found = slow(digits, owner, settings, data(salt), int(cost))
    return hmac.compare_digest(found, data(hashed))


def slow(digits: str, owner: UUID, settings: Settings, salt: bytes, cost: int) -> bytes:
    """With the house's own secret mixed in first: all PINs are soon tried, but not without it."""
    mixed = hmac.digest(key_for(settings, "pin"), owner.bytes + digits.encode(), "sha256")
    return Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(mixed)


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def data(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))
