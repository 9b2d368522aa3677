"""Finding out whose an address is, and sending the code, while the page is already on its way."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import structlog

from events.role import Role
from frontend import letters
from frontend.bus import Unreachable
from frontend.door import place
from frontend.node import Node
from frontend.pages.access.queries import by_mark, read_as
from frontend.pages.sign_in.queries import by_receipt
from frontend.reader import Reader
from frontend.readmodel import Preparing
from frontend.scope.persons import person
from frontend.signing_in import codes

ALL_TAKE = 0.25
"""Seconds the page waits at least: longer than finding out takes, so that its time tells nothing."""
UNDER_WAY: set[asyncio.Task[None]] = set()
Whose = Callable[[], Awaitable[UUID | None]]

log = structlog.get_logger()


async def answer(node: Node, cookie: str, address: str, whose: Whose, locale: str) -> None:
    """Returns after the same time for every address. Raises Unreachable while nothing can be found out."""
    _ = node.bus.client
    task = asyncio.create_task(sought(node, cookie, address, whose, locale))
    UNDER_WAY.add(task)
    task.add_done_callback(UNDER_WAY.discard)
    await asyncio.sleep(ALL_TAKE)


async def sought(node: Node, cookie: str, address: str, whose: Whose, locale: str) -> None:
    began = datetime.now(UTC)
    try:
        found = await whose()
        code = await codes.ask(node, cookie, "in", address, found)
        if code:
            await deliver(node, address, code, locale)
    except (Unreachable, Preparing) as error:
        log.warning("no code sent", why=type(error).__name__)
    took = (datetime.now(UTC) - began).total_seconds()
    if took > ALL_TAKE:
        log.info("finding out took longer than the page", seconds=round(took, 1))


async def deliver(node: Node, address: str, code: str, locale: str) -> bool:
    words = {"code": f"{code[:3]} {code[3:]}", "minutes": str(int(codes.LASTS.total_seconds() // 60))}
    return await letters.send(node, codes.normal(address), "sign-in-code", words, locale, uuid4())


async def of_address(node: Node, address: str) -> UUID | None:
    """Raises Preparing."""
    db = node.readmodel.connection()
    found = by_mark(db, codes.marked(node, address))
    return read_as(db, found) if found else None


async def of_applicant(node: Node, receipt: str, address: str) -> UUID | None:
    """Who applied with that receipt and gave that address. Raises Preparing or Unreachable."""
    db = node.readmodel.connection()
    applicant = by_receipt(db, receipt)
    known = person(db, applicant) if applicant else None
    if known is None or known.email is None:
        return None
    owner = Reader(known.id, Role.SELF, node.settings.partnership, "it", node.today())
    words = (await node.door.lens(owner, {"email": known.email})).words
    said = str(words.get(place(known.email), ""))
    same = said != "" and codes.normal(said) == codes.normal(address)
    return read_as(db, known.id) if same else None
