"""A round: the items of a batch one after the other, in order, each after what it builds on."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from frontend.mailbox.item import Item, Unread, identity_of, item
from frontend.mailbox.mark import Mark
from frontend.mailbox.moments import TooLongAgo, moment
from frontend.mailbox.posting import AnyRequest, post
from frontend.mailbox.result import Result, behind, of_answer, result, too_long_ago, unread
from frontend.node import node_of

# A phone waits twenty seconds: what is not reached by then is asked again.
PATIENCE = 12.0
FRESH = 2.0


@dataclass
class Round:
    request: AnyRequest
    results: dict[int, Result] = field(default_factory=dict)
    ends: dict[str, Result] = field(default_factory=dict)
    until: float = field(default_factory=lambda: time.monotonic() + PATIENCE)

    async def run(self, raw: list[Any]) -> list[Result]:
        """One result for each, in the order of the batch; a bad one never harms another."""
        waiting = dict(self.readable(raw))
        while waiting:
            n = self.next(waiting)
            it = waiting.pop(n)
            circle = it.after in {other.id for other in waiting.values()} or it.after == it.id
            self.settle(n, it.id, behind(it.id) if circle else await self.one(it))
        return [self.results[n] for n in range(len(raw))]

    def readable(self, raw: list[Any]) -> Iterator[tuple[int, Item]]:
        for n, each in enumerate(raw):
            try:
                yield n, item(each)
            except (Unread, ValueError, RecursionError):
                id = identity_of(each)
                self.settle(n, id or "", unread(id))

    def next(self, waiting: dict[int, Item]) -> int:
        """The first that builds on nothing still waiting; in a circle, the first."""
        ids = {it.id for it in waiting.values()}
        return next((n for n, it in waiting.items() if it.after not in ids), min(waiting))

    def settle(self, n: int, id: str, told: Result) -> None:
        self.results[n] = told
        # The same id twice: what follows builds on the one that was accepted.
        if self.ends.get(id, told)["outcome"] != "accepted" or id not in self.ends:
            self.ends[id] = told

    async def one(self, it: Item) -> Result:
        before = self.ends.get(it.after) if it.after else None
        if time.monotonic() > self.until or (before and before["outcome"] == "unknown"):
            return result(it.id, "unknown")
        if before and before["outcome"] != "accepted":
            return behind(it.id)
        try:
            mark = self.marked(it, known=before is not None)
        except TooLongAgo:
            return too_long_ago(it.id)
        if it.after:
            await self.caught_up()
        return of_answer(it, mark, await post(self.request, it, mark))

    def marked(self, it: Item, known: bool) -> Mark:
        """Raises TooLongAgo. What it builds on is not asked for again where its acceptance is known here."""
        node = node_of(self.request)
        when = moment(it, node.now(), node.settings.zone)
        after = None if known or it.after is None else UUID(it.after)
        return Mark(
            it.command_id, it.typed, when.at, when.zone, after, it.form_v,
            silent=not it.show, ahead=when.ahead,
        )  # fmt: skip

    async def caught_up(self) -> None:
        """The page of what builds on something must know of it."""
        node, session = node_of(self.request), self.request.scope["state"].get("session")
        for context, position in (session.seen if session else {}).items():
            await node.readmodel.reached(context, position, FRESH)
