"""A lane: items that have to do with one another, each after what it builds on, sent in the order of the batch."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from frontend.mailbox.books import Books, highest
from frontend.mailbox.entered import Door
from frontend.mailbox.item import Item
from frontend.mailbox.mark import Mark
from frontend.mailbox.moments import TooLongAgo, moment
from frontend.mailbox.posting import post
from frontend.mailbox.result import Result, behind, of_answer, result, too_long_ago
from frontend.node import node_of

FRESH = 2.0
# So many commands go out together: fewer commits, and the first does not wait for all.
TOGETHER = 8


@dataclass
class Lane:
    """``known``: up to where what this lane asked has come; ``seen``: what those now under way say they know.

    What follows one another to the same address goes out together, so that it shares a commit: ``gate``.
    """

    books: Books
    waiting: dict[int, Item]
    known: Mapping[str, int]
    seen: Mapping[str, int] = field(default_factory=dict)
    flowing: str | None = None
    door: Door = field(default_factory=Door)
    away: set[asyncio.Task[None]] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    held: int = 0

    async def run(self) -> None:
        try:
            while self.waiting:
                n = self.next()
                await self.go(n, self.waiting.pop(n))
            await self.back()
        finally:  # whoever sent it may have hung up: what is ready goes all the same
            self.gate.set()

    async def go(self, n: int, it: Item) -> None:
        if it.after and self.circle(it):
            self.books.settle(n, it.id, behind(it.id))
        elif self.follows(it):
            await self.sent(n, it)
        else:
            await self.alone(n, it)
        self.asked.add(it.id)

    def next(self) -> int:
        """The first that builds on nothing still waiting; in a circle, the first."""
        ids = {it.id for it in self.waiting.values()}
        return next((n for n, it in self.waiting.items() if it.after not in ids), min(self.waiting))

    def circle(self, it: Item) -> bool:
        return it.after == it.id or any(it.after == other.id for other in self.waiting.values())

    def follows(self, it: Item) -> bool:
        """Whether it may go before what went to the same address has come back.

        A service takes what knows the same in the order in which it arrives: the first one came back from there.
        """
        again = it.id in self.asked
        return it.after is None and it.action == self.flowing and not it.show and not again

    async def sent(self, n: int, it: Item) -> None:
        """Returns once its command is ready to go, or it has ended without one."""
        if self.held == TOGETHER or self.books.room.locked():
            self.let_go()
        self.held += 1
        gone = asyncio.Event()
        task = asyncio.create_task(self.one(n, it, gone))
        task.add_done_callback(lambda _: gone.set())
        self.away.add(task)
        await gone.wait()

    async def alone(self, n: int, it: Item) -> None:
        await self.back()
        self.seen, self.door = dict(self.known), Door()
        await self.one(n, it)
        self.flowing = it.action if self.books.results[n]["outcome"] == "accepted" else None

    def let_go(self) -> None:
        """In the order in which they came."""
        self.gate.set()
        self.gate, self.held = asyncio.Event(), 0

    async def back(self) -> None:
        """All that are under way."""
        self.let_go()
        away, self.away = self.away, set()
        await asyncio.gather(*away)

    async def one(self, n: int, it: Item, gone: asyncio.Event | None = None) -> None:
        async with self.books.room:
            told = await self.told(it, gone)
        self.books.settle(n, it.id, told)

    async def told(self, it: Item, gone: asyncio.Event | None) -> Result:
        before = self.books.ends.get(it.after) if it.after else None
        if time.monotonic() > self.books.until or (before and before["outcome"] == "unknown"):
            return result(it.id, "unknown")
        if before and before["outcome"] != "accepted":
            return behind(it.id)
        try:
            mark = self.marked(it, gone, known=before is not None)
        except TooLongAgo:
            return too_long_ago(it.id)
        if it.after:
            await self.caught_up()
        answer = await post(self.books.request, it, mark)
        self.known = highest(self.known, mark.reached)
        self.books.reach(mark.reached)
        return of_answer(it, mark, answer)

    def marked(self, it: Item, gone: asyncio.Event | None, known: bool) -> Mark:
        """Raises TooLongAgo. What it builds on is not asked for again where its acceptance is known here."""
        node = node_of(self.books.request)
        when = moment(it, node.now(), node.settings.zone)
        after = None if known or it.after is None else UUID(it.after)
        return Mark(
            it.command_id, it.typed, when.at, when.zone, after, it.form_v,
            silent=not it.show, ahead=when.ahead, known=self.seen, gone=gone or asyncio.Event(),
            gate=self.gate if gone else None, door=self.door,
        )  # fmt: skip

    async def caught_up(self) -> None:
        """The page of what builds on something must know of it."""
        for context, position in self.seen.items():
            await node_of(self.books.request).readmodel.reached(context, position, FRESH)
