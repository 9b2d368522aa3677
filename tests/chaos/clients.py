"""Seeded clients that keep asking, and ask again with the same id for as long as they were not told."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from uuid import UUID

from tests.chaos.asks import MENUS, Menu, Wish, new_id
from tests.chaos.bus import Bus, Unknown
from tests.chaos.hands import BY_FORM, BY_PHONE, TOPICS, Hand, typed
from tests.chaos.record import Record

GIVES_UP, AGAIN = 0.02, 0.05
"""How often a client dies with its question, and how often it asks once more what was answered."""
WANDERS = 0.2
"""How often somebody's next form goes to the other web node."""
MOST = 4_000
"""Questions of one client in one run."""

Try = Callable[[], Awaitable[tuple[bool, str]]]


class Crowd:
    """All clients of a run; ``stop`` lets each finish what it is at."""

    def __init__(self, seed: int, data: Path, nodes: tuple[str, ...], record: Record, pace: float) -> None:
        self.seed, self.data, self.nodes, self.record, self.pace = seed, data, nodes, record, pace
        self.over = asyncio.Event()
        self.last_call = asyncio.Event()

    def tasks(self) -> Iterator[asyncio.Task[None]]:
        for name, menu in MENUS.items():
            yield asyncio.create_task(self.bus(name, menu), name=name)
        for n, (name, (who, action)) in enumerate(BY_FORM.items()):
            hand = Hand(who, action, self.nodes, n)
            yield asyncio.create_task(self.form(name, hand), name=name)
        for n, (name, (who, action)) in enumerate(BY_PHONE.items()):
            yield asyncio.create_task(self.phone(name, Hand(who, action, self.nodes, n)), name=name)

    async def bus(self, name: str, menu: tuple[Menu, ...]) -> None:
        dice, bus = random.Random(f"{self.seed}/{name}"), Bus(self.data)
        for _ in range(MOST):
            wish = dice.choice(menu)(dice)
            await self.wish(name, dice, bus, wish)
            if await self.rests(dice):
                break
        await bus.close()

    async def wish(self, name: str, dice: random.Random, bus: Bus, wish: Wish) -> None:
        id = new_id(dice)
        if await self.asked(name, dice, id, wish.command.TOPIC, lambda: bus.ask(wish, id), wish.facts):
            for each in wish.then:
                await self.wish(name, dice, bus, each)

    async def form(self, name: str, hand: Hand) -> None:
        dice = random.Random(f"{self.seed}/{name}")
        for _ in range(MOST):
            id, said = new_id(dice), typed(hand.action, dice)
            await self.asked(name, dice, id, TOPICS[hand.action], lambda: hand.post(id, said))  # noqa: B023
            if dice.random() < WANDERS:
                await hand.go_on()
            if await self.rests(dice):
                break
        await hand.leave()

    async def asked(
        self, name: str, dice: random.Random, id: UUID, topic: str, attempt: Try, facts: int = 1
    ) -> bool:
        """Whether it was accepted in the end."""
        self.record.say(name, "invoke", id, topic, facts)
        wait, gives_up, again = 0.2, dice.random() < GIVES_UP, dice.random() < AGAIN
        while True:
            try:
                yes, why = await attempt()
            except Unknown as error:
                self.record.say(name, "unknown", id, topic, facts, str(error))
                if gives_up or self.last_call.is_set():
                    self.record.say(name, "given up", id, topic, facts)
                    return False
                await asyncio.sleep(wait)
                wait = min(wait * 1.6, 2.0)
                continue
            self.record.say(name, "ok" if yes else "refused", id, topic, facts, why)
            if not again:
                return yes
            again = False

    async def phone(self, name: str, hand: Hand) -> None:
        dice, kept = random.Random(f"{self.seed}/{name}"), dict[UUID, dict[str, str]]()
        for _ in range(MOST):
            for _ in range(dice.randint(0 if kept else 1, 3) if len(kept) < 20 else 0):
                id = new_id(dice)
                kept[id] = typed(hand.action, dice)
                self.record.say(name, "invoke", id, TOPICS[hand.action])
            await self.sent(name, hand, kept)
            if await self.rests(dice) and (not kept or self.last_call.is_set()):
                break
        await hand.leave()

    async def sent(self, name: str, hand: Hand, kept: dict[UUID, dict[str, str]]) -> None:
        topic = TOPICS[hand.action]
        try:
            told = await hand.send(kept)
        except Unknown as error:
            told = dict.fromkeys(kept, "unknown")
            self.record.say(name, "unknown", next(iter(kept)), topic, 1, str(error))
        for id, outcome in told.items():
            if outcome != "unknown":
                self.record.say(name, "ok" if outcome == "accepted" else "refused", id, topic, 1, outcome)
                kept.pop(id)

    async def rests(self, dice: random.Random) -> bool:
        """A breath between two questions; whether it was the last."""
        await asyncio.sleep(dice.uniform(0.2, 1.0) * self.pace)
        return self.over.is_set()
