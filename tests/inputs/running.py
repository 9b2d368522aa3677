"""A run of generated requests against a house: shut doors, forms that are never taken, then everything."""

import asyncio
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.frontend.expecting import Promise
from tests.frontend.walking import ALSO_LEAVING, Door, doors
from tests.inputs.driving import Answer, Hand, Line, Tally, plain
from tests.inputs.generating import Case, cases
from tests.inputs.mutating import Sent, sent
from tests.inputs.surface import formless
from tests.people import CAST, OFFICES, UGO, Person

ALL = (*CAST, *OFFICES)
OURS = re.compile(rb"Traceback|pydantic|sqlite3|ValidationError|litestar\.")
THEIRS = re.compile(rb"\b(Ahmed|Marco|Giulia|Amina|Luca|Casa San Vito|Casa Pontetetto)\b")
NAMES_ALL = ("/demo", "/stile")
SLOW = 1.0


@dataclass
class Run:
    """``port`` of a demo house; ``lines`` connections at once."""

    port: int
    seed: int
    folder: Path
    lines: int = 8

    def __post_init__(self) -> None:
        self.chance, self.tally = random.Random(self.seed), Tally()
        self.hands = [Hand(it, self.port) for it in (None, *ALL)]
        self.doors = list(doors(self.folder))
        cans = {re.sub(r":\w+}", "}", it.pattern): it.can or "" for it in self.doors}
        self.welcome = {
            path: [it for it in self.hands[1:] if it.person and Promise(it.person).holds(can)] or self.hands
            for path, can in cans.items()
        }

    def who(self, case: Case) -> Hand:
        """Mostly one of those who may ask for such a thing at all."""
        return self.chance.choice(
            self.welcome.get(case.pattern, self.hands) if self.chance.random() < 0.8 else self.hands
        )

    async def closed(self, n: int) -> None:
        """What the table lets nobody have of these is not there, whatever is sent."""
        shut = [(hand, it) for hand in self.hands[1:] for it in self.closed_to(hand)]
        await self.all(self.knocking(shut, n), self.nothing_of_anothers)

    def closed_to(self, hand: Hand) -> Iterator[Door]:
        assert hand.person
        promise = Promise(hand.person)
        for it in self.doors:
            if not promise.holds(it.can or "", *it.ids) and it.path not in ALSO_LEAVING:
                yield it

    def knocking(self, shut: list[tuple[Hand, Door]], n: int) -> Iterator[tuple[Hand, Case]]:
        for _ in range(n):
            hand, door = self.chance.choice(shut)
            yield hand, Case(door.method, door.path, door.path)

    async def refused(self, made: list[Case], n: int) -> None:
        """With a field no form of ours has: read, found wrong, and shown again."""
        buttons = formless(self.folder) - {"/invii"}
        held = [it for it in made if it.method == "GET" or it.pattern not in buttons]
        chosen = ((self.who(it), it) for it in self.chance.choices(held, k=n))
        await self.all(chosen, self.never_ours, never=True)

    async def anything(self, made: list[Case], n: int) -> None:
        chosen = ((self.who(it), it) for it in self.chance.choices(made, k=n))
        await self.all(chosen, self.never_ours)

    async def all(
        self,
        asked: Iterator[tuple[Hand, Case]],
        check: Callable[[Sent, Answer, Person | None], str],
        never: bool = False,
    ) -> None:
        async def work() -> None:
            line = Line(self.port)
            for hand, case in asked:
                await self.one(line, hand, case, check, never)
            line.close()

        async with asyncio.TaskGroup() as group:
            for _ in range(self.lines):
                group.create_task(work())

    async def one(
        self,
        line: Line,
        hand: Hand,
        case: Case,
        check: Callable[[Sent, Answer, Person | None], str],
        never: bool,
    ) -> None:
        if hand.over:
            await hand.come_in()
        made = sent(case, hand, self.chance, never)
        began = time.monotonic()
        try:
            answer = await line.say(made.whole, made.whole.startswith(b"HEAD"))
        except (OSError, EOFError, TimeoutError) as error:
            answer = (599, {}, type(error).__name__.encode())
        self.tally.note(answer[0], time.monotonic() - began)
        if "x-session" in answer[1] and made.own_cookie:
            hand.over = True
        if fault := check(made, answer, hand.person):
            who, sent_as = hand.person.first_name if hand.person else "", made.whole.decode("latin-1")
            said = answer[2][:400].decode("latin-1")
            self.tally.wrong.append({"fault": fault, "who": who, "sent": sent_as, "answer": said})

    def never_ours(self, made: Sent, answer: Answer, person: Person | None) -> str:
        status, _, body = answer
        if status >= 500:
            return f"status {status}"
        return "our own words" if OURS.search(body) else ""

    def nothing_of_anothers(self, made: Sent, answer: Answer, person: Person | None) -> str:
        status, headers, body = answer
        if status < 400 and (status, headers.get("location")) != (303, "/entra"):
            return f"a shut door opened: {status}"
        if person is UGO and THEIRS.search(body) and made.case.pattern not in NAMES_ALL:
            return "a name of another's"
        return self.never_ours(made, answer, person)


async def nowhere(port: int) -> Answer:
    return await Line(port).say(plain("GET", "/qui-non-c-e-niente", f"localhost:{port}"))


def corpus(folder: Path, seed: int, n: int) -> list[Case]:
    """As many as make a run varied without making it wait for its generator."""
    return cases(folder, seed, each=2, most=max(4, n // 40)) if n < 5_000 else cases(folder, seed, each=5)
