"""Which process is struck, how and when: made from the seed alone, so that a bad run can be asked for again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

HOUSE = {
    "accompaniment": 6, "pacts": 5, "network": 5, "intake": 5, "matching": 4, "vault": 4, "history": 4,
    "witness": 1, "post": 1, "web": 6, "nats-server": 6,
}  # fmt: skip
"""Part → how often it is struck, among all."""
OTHER = {"other web": 4}
BACKENDS = {"backend": 8, "sessions": 2}
EVERYTHING = "everything"
WHOLE = 0.01
PAUSES = ((0.70, 0.1, 1.5), (0.88, 3.2, 4.6), (1.0, 5.5, 9.0))
"""Share up to, then shortest and longest: a blink, longer than a follower's patience, longer than an asker's."""


@dataclass(frozen=True)
class Fault:
    """``after``: seconds since the one before; ``lasts``: of a pause. ``end`` is a session ended by its database."""

    n: int
    after: float
    kind: Literal["kill", "pause", "end"]
    target: str
    lasts: float = 0.0

    def __str__(self) -> str:
        return f"{self.kind} {self.target}" + (f" {self.lasts:.1f} s" if self.lasts else "")


def schedule(seed: int, many: int, two: bool = True, postgres: bool = False) -> Iterator[Fault]:
    """About one in 1.3 s; a quarter of them strike while the one before is still being felt."""
    dice = random.Random(seed)
    parts = {**HOUSE, **(OTHER if two else {}), **(BACKENDS if postgres else {})}
    for n in range(1, many + 1):
        after = 0.0 if dice.random() < 0.25 else dice.uniform(0.8, 2.6)
        yield strike(dice, n, after, parts)


def strike(dice: random.Random, n: int, after: float, parts: dict[str, int]) -> Fault:
    if dice.random() < WHOLE:
        return Fault(n, after, "kill", EVERYTHING)
    target = dice.choices(list(parts), list(parts.values()))[0]
    if target == "sessions" or (target == "backend" and dice.random() < 0.4):
        return Fault(n, after, "end", target)
    if dice.random() < 0.6:
        return Fault(n, after, "kill", target)
    return Fault(n, after, "pause", target, pause(dice))


def pause(dice: random.Random) -> float:
    share = dice.random()
    shortest, longest = next((low, high) for upto, low, high in PAUSES if share < upto)
    return dice.uniform(shortest, longest)
