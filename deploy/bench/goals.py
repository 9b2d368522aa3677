"""What is measured against what, and how good it should be."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.bench.rounds import Rounds, percentile


@dataclass(frozen=True)
class Goal:
    """``by`` is the part of the bench that measures it, ``more`` whether a larger ratio is better.

    ``floor`` must hold, ``aim`` is where we want to be.
    """

    name: str
    what: str
    measure: str
    case: str
    control: str
    floor: float
    aim: float
    by: str
    more: bool = True

    def met(self, value: float) -> bool:
        return value >= self.floor if self.more else value <= self.floor


def of_commands(where: str, threads_floor: float) -> tuple[Goal, ...]:
    """Goals of one service on one kind of store; ``where`` ends their names (empty for SQLite)."""
    at_once, alone, raw = f"64 in flight{where}", f"one by one{where}", f"one fact a commit{where}"
    threads, bare = f"Application.save in 64 threads{where}", f"bare request and commit{where}"
    by = f"commands{where}"
    return (
        Goal(f"A2{where}", "commands/s", "rate", at_once, raw, 2, 6, by),
        Goal(f"A4{where}", "wait p99", "p99", at_once, raw, 10, 4, by, more=False),
        Goal(f"A5{where}", "commands/s", "rate", at_once, threads, threads_floor, 20, by),
        Goal(f"N1{where}", "wait p50", "p50", alone, bare, 2, 1.5, by, more=False),
        Goal(f"N2{where}", "wait p99", "p99", alone, bare, 3, 2, by, more=False),
    )


def of_growth(facts: str) -> tuple[Goal, ...]:
    """A house with so many facts beside one with 10⁴."""
    asked, shown = (f"{what} at {facts} facts" for what in ("commands", "pages"))
    return (
        Goal(f"G1-{facts}", "commands/s", "rate", asked, "commands at 10⁴ facts", 0.9, 1, "growth"),
        Goal(f"G2-{facts}", "page p50", "p50", shown, "pages at 10⁴ facts", 1.2, 1, "growth", more=False),
    )


POSTGRES = "-pg"
SLOW = "one fact a commit, slow disk"
HOP, BUSY_HOP = "JetStream hop", "hop, 75 commands/s"
ROUTE = "plain string route"
REBUILD = "rebuild of all read models"
GOALS = (
    Goal("A1", "commands/s", "rate", "the core, 1 client", "one fact a commit, alone", 0.5, 0.7, "append"),
    *of_commands("", 8),
    *of_commands(POSTGRES, 12),
    Goal("A3", "commands/s", "rate", "the core, 32 clients, slow disk", SLOW, 12, 20, "slow-disk"),
    Goal("L1", "loads/s of CPU", "rate", "load and fold 100 facts", "the library's load of 100", 5, 25, "append"),
    Goal("X1", "facts/s", "rate", "sealed, chained, appended", "appended only", 0.85, 0.95, "append"),
    Goal("T1", "facts/s", "rate", "relay, backlog", "publish one by one", 8, 16, "relay"),
    Goal("T2", "facts/s", "rate", "relay at 10⁶ subjects", "relay at 10³ subjects", 0.8, 1, "subjects"),
    Goal("H1", "wait p50", "p50", "follower, one by one", "raw push, one by one", 1.5, 1.1, "hops", more=False),
    Goal("H2", "facts/s", "rate", "follower, backlog", "raw push, each acknowledged", 1, 1.8, "hops"),
    Goal("E1", "wait p50", "p50", "click to another's page", HOP, 5, 3.5, "house", more=False),
    Goal("E2", "wait p99", "p99", "click to another's page", HOP, 10, 4, "house", more=False),
    Goal("E1-75", "wait p50", "p50", "click, 75 commands/s", BUSY_HOP, 6, 3.5, "house", more=False),
    Goal("E2-75", "wait p99", "p99", "click, 75 commands/s", BUSY_HOP, 12, 4, "house", more=False),
    Goal("E3", "wait p50", "p50", "until it reads its own write", "command and reply", 3, 2, "hops", more=False),
    Goal("R1", "facts/s", "rate", REBUILD, "the library's ProjectionRunner", 15, 50, "house"),
    Goal("R1-sqlite", "facts/s", "rate", REBUILD, "one transaction a fact", 10, 50, "house"),
    Goal("R2", "facts/s", "rate", "rebuild of 200,000 facts", "read and decode 200,000 facts", 0.15, 0.25, "rebuild"),
    Goal("P1", "pages/s", "rate", "50 rows opened, look recorded", ROUTE, 0.15, 0.25, "pages"),
    Goal("P1-first", "pages/s", "rate", "50 rows opened anew, look recorded", ROUTE, 0.15, 0.25, "pages"),
    Goal("P1-plain", "pages/s", "rate", "50 rows, nothing sealed", ROUTE, 0.4, 0.6, "pages"),
    Goal("P1-plain-first", "pages/s", "rate", "50 rows anew, nothing sealed", ROUTE, 0.4, 0.6, "pages"),
    Goal("P2", "pages/s", "rate", "304 for the worker's copy", ROUTE, 0.9, 1.2, "pages"),
    Goal("P3", "bytes", "bytes", "first load", "React page, first load", 0.5, 0.27, "bytes", more=False),
    Goal("P3-js", "bytes", "bytes", "first load, script", "React page, script", 0.33, 0.2, "bytes", more=False),
    Goal("P4", "first paint", "p50", "first contentful paint", "React page, first paint", 0.65, 0.53, "bytes", more=False),
    Goal("P5", "click to frame", "p50", "swap of one row", "swap of 50 rows", 0.4, 0.25, "swap", more=False),
    Goal("O1", "items/s", "rate", "100 in one, 150 ms away", "one by one, 150 ms away", 50, 95, "mailbox"),
    Goal("O2", "items/s", "rate", "100 in one", "one at a time", 20, 40, "mailbox"),
    Goal("M1", "seconds", "p50", "1000 × 400 scored and assigned", "scipy, same matrix", 3, 1.5, "match", more=False),
    *of_growth("10⁵"),
    *of_growth("10⁶"),
)  # fmt: skip


@dataclass(frozen=True)
class Ratio:
    """``value`` is None when nothing was measured, and ``why`` says why: such a goal is never passed.

    ``best`` is the better quartile of the rounds: noise alone does not break a floor it holds.
    """

    goal: Goal
    value: float | None = None
    ours: float = 0
    theirs: float = 0
    best: float = 0
    why: str = ""
    failed: bool = False

    @property
    def missed(self) -> bool:
        return self.failed or (self.value is not None and not self.goal.met(self.best))


def ratios(rounds: Rounds, broken: Mapping[str, str] | None = None) -> list[Ratio]:
    """One of every goal; ``broken`` tells which parts of the bench failed, and how."""
    measured = {case for case, _ in rounds.figures}
    return [
        ratio(rounds, it) if {it.case, it.control} <= measured else absent(it, rounds, broken or {})
        for it in GOALS
    ]


def ratio(rounds: Rounds, goal: Goal) -> Ratio:
    each = rounds.ratios(goal.measure, goal.case, goal.control)
    return Ratio(
        goal,
        rounds.ratio(goal.measure, goal.case, goal.control),
        rounds.typical(goal.case, goal.measure),
        rounds.typical(goal.control, goal.measure),
        percentile(each, 0.75 if goal.more else 0.25),
    )


def absent(goal: Goal, rounds: Rounds, broken: Mapping[str, str]) -> Ratio:
    if goal.by in broken and goal.name not in rounds.skipped:
        return Ratio(goal, why=broken[goal.by], failed=True)
    return Ratio(goal, why=rounds.skipped.get(goal.name, "not part of this run"))
