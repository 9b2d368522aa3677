"""A thousand people looked at beside four hundred homes by the published rules; the control only assigns them.

The house has no solver, on purpose: people propose, with the reasons before them. What is measured is what a round
does, looking at each pair and putting the pairs in order, and the best free home for each in that order. SciPy is
an extra of the bench (``make bench-extras``).
"""

import importlib
import sys
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from deploy.bench.ground import Ground
from deploy.bench.rounds import Measures, Rounds, interleaved
from events.matching.profile import Profile
from services.matching.rules import explain

EXTRAS = Path("var/bench-extras")
PEOPLE, HOMES = 1_000, 400
NEVER = 1_000_000
Score = tuple[int, int, int]


async def measure(ground: Ground) -> Rounds:
    solver = scipy()
    if solver is None:
        return Rounds().skip("SciPy is not installed: make bench-extras", "M1")
    random = Random(7)
    people, homes = ([profile(random) for _ in range(many)] for many in (PEOPLE, HOMES))
    costs = matrix(scored(people, homes))

    async def ours() -> Measures:
        begun = process_time()
        assert len(assigned(scored(people, homes))) == HOMES
        return {"p50": process_time() - begun}

    async def theirs() -> Measures:
        begun = process_time()
        assert len(solver(costs)[0]) == HOMES
        return {"p50": process_time() - begun}

    cases = {"1000 × 400 scored and assigned": ours, "scipy, same matrix": theirs}
    return await interleaved(cases, ground.size.rounds)


def matrix(pairs: list[Score]) -> Any:
    """The same scores as the solver wants them; what a veto forbids costs more than anything."""
    found = importlib.import_module("numpy").full((PEOPLE, HOMES), NEVER)
    for cost, one, other in pairs:
        found[one, other] = cost
    return found


def scipy() -> Any:
    """Its solver of linear assignments; None where the extra is not installed."""
    if EXTRAS.is_dir() and str(EXTRAS.resolve()) not in sys.path:
        sys.path.append(str(EXTRAS.resolve()))
    try:
        return importlib.import_module("scipy.optimize").linear_sum_assignment
    except ImportError:
        return None


def scored(people: list[Profile], homes: list[Profile]) -> list[Score]:
    """Pairs no veto stands against, in the order of a round: better totals, then fewer unknowns."""
    found = []
    for one, person in enumerate(people):
        for other, home in enumerate(homes):
            look = explain(person, home)
            if not look.vetoed:
                found.append((-100 * look.total + look.unknowns, one, other))
    return sorted(found)


def assigned(pairs: list[Score]) -> dict[int, int]:
    """Home → person: each pair in turn, if both are still free."""
    taken: dict[int, int] = {}
    placed = set[int]()
    for _, one, home in pairs:
        if home not in taken and one not in placed:
            taken[home] = one
            placed.add(one)
    return taken


def profile(random: Random) -> Profile:
    return Profile(
        rhythm=random.choice(("early", "late", "shifts")), smoking=random.choice(("no", "outside", "yes")),
        pets=random.choice(("none", "some", None)), guests=random.choice(("rarely", "sometimes", "often")),
        quiet=random.randint(1, 5), tidiness=random.randint(1, 5), languages=(random.choice(("it", "en", "ar")),),
        wishes=("quiet-home",) if random.random() < 0.5 else ("same-rhythm",),
        vetoes=("smoking",) if random.random() < 0.2 else (),
    )  # fmt: skip
