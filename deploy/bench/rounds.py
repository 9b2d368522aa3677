"""Rounds in which every case is measured in turn, so that a busy minute of the machine touches all of them."""

import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Measures = dict[str, float]
"""What one go of a case gave: name → figure (seconds, bytes, or things a second)."""
Go = Callable[[], Awaitable[Measures]]


@dataclass
class Rounds:
    """Measured figures by case and measure, one a round, in the order of the rounds.

    ``skipped`` tells why a goal could not be measured here; ``notes`` are figures that have no control.
    """

    figures: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    notes: dict[str, float] = field(default_factory=dict)

    def add(self, case: str, measures: Measures) -> None:
        for name, figure in measures.items():
            self.figures.setdefault((case, name), []).append(figure)

    def join(self, other: "Rounds") -> "Rounds":
        self.figures |= other.figures
        self.skipped |= other.skipped
        self.notes |= other.notes
        return self

    def skip(self, why: str, *goals: str) -> "Rounds":
        self.skipped |= dict.fromkeys(goals, why)
        return self

    def typical(self, case: str, measure: str) -> float:
        return median(self.figures[case, measure])

    def ratios(self, measure: str, case: str, control: str) -> list[float]:
        """One a round: what was measured in the same minute is compared, never medians of different ones."""
        pairs = zip(self.figures[case, measure], self.figures[control, measure], strict=True)
        return [ours / theirs for ours, theirs in pairs]

    def ratio(self, measure: str, case: str, control: str) -> float:
        return median(self.ratios(measure, case, control))


async def interleaved(cases: Mapping[str, Go], rounds: int) -> Rounds:
    """One round to warm up, then the counted ones; who begins changes from round to round."""
    found = Rounds()
    names = list(cases)
    for n in range(rounds + 1):
        turn = n % len(names)
        for name in [*names[turn:], *names[:turn]]:
            measures = await cases[name]()
            if n:
                found.add(name, measures)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def waits(seconds: Sequence[float]) -> Measures:
    return {"p50": percentile(seconds, 0.5), "p99": percentile(seconds, 0.99)}
