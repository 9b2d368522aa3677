"""What is measured against what, and how good it should be."""

from dataclasses import dataclass

from deploy.bench.rounds import Rounds


@dataclass(frozen=True)
class Goal:
    """``more``: whether a larger ratio is better. ``floor`` must hold, ``aim`` is where we want to be."""

    name: str
    what: str
    measure: str
    case: str
    control: str
    floor: float
    aim: float
    more: bool = True

    def met(self, value: float) -> bool:
        return value >= self.floor if self.more else value <= self.floor


def of_commands(where: str, threads_floor: float) -> tuple[Goal, ...]:
    """Goals of one service on one kind of store; ``where`` ends their names (empty for SQLite)."""
    at_once, alone, raw = f"64 in flight{where}", f"one by one{where}", f"one fact a commit{where}"
    threads, bare = f"Application.save in 64 threads{where}", f"bare request and commit{where}"
    return (
        Goal(f"A2{where}", "commands/s", "rate", at_once, raw, 2, 6),
        Goal(f"A4{where}", "wait p99", "p99", at_once, raw, 10, 4, more=False),
        Goal(f"A5{where}", "commands/s", "rate", at_once, threads, threads_floor, 20),
        Goal(f"N1{where}", "wait p50", "p50", alone, bare, 2, 1.5, more=False),
        Goal(f"N2{where}", "wait p99", "p99", alone, bare, 3, 2, more=False),
    )


POSTGRES = "-pg"
GOALS = (
    *of_commands("", 8),
    *of_commands(POSTGRES, 12),
    Goal("T1", "facts/s", "rate", "relay, backlog", "publish one by one", 8, 16),
    Goal("E1", "wait p50", "p50", "click to another's page", "JetStream hop", 5, 3.5, more=False),
    Goal("E2", "wait p99", "p99", "click to another's page", "JetStream hop", 10, 4, more=False),
    Goal("E1-75", "wait p50", "p50", "click, 75 commands/s", "hop, 75 commands/s", 6, 3.5, more=False),
    Goal("E2-75", "wait p99", "p99", "click, 75 commands/s", "hop, 75 commands/s", 12, 4, more=False),
    Goal("P2", "pages/s", "rate", "50 rows opened, look recorded", "plain string route", 0.15, 0.25),
    Goal("R1", "facts/s", "rate", "rebuild of all read models", "one transaction a fact", 15, 50),
)


@dataclass(frozen=True)
class Ratio:
    goal: Goal
    value: float
    ours: float
    theirs: float


def ratios(rounds: Rounds) -> list[Ratio]:
    """Of the goals whose cases were measured; what could not be measured here is left out, never passed."""
    measured = {case for case, _ in rounds.figures}
    return [
        Ratio(it, rounds.ratio(it.measure, it.case, it.control),
              rounds.typical(it.case, it.measure), rounds.typical(it.control, it.measure))
        for it in GOALS
        if {it.case, it.control} <= measured
    ]  # fmt: skip
