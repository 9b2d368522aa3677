"""A slice of `make chaos`: the first faults of the first kept seed, on the demo's house."""

from pathlib import Path

import psutil
import pytest

from tests.chaos.premises import Premises
from tests.chaos.record import Record
from tests.chaos.run import Run
from tests.chaos.striking import MODULES
from tests.people import AHMED, COHABITATION_SAN_VITO, MARTA
from tests.system import staged
from tests.system.house import gone

SEEDS = Path(__file__).with_name("seeds.txt")
PAGES = [
    (AHMED, "/spese"),
    (AHMED, "/obiettivi"),
    (MARTA, "/quadro"),
    (MARTA, f"/patto/{COHABITATION_SAN_VITO}"),
]
MOST = 5


def seeds() -> list[list[str]]:
    lines = SEEDS.read_text().splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


@pytest.fixture
def premises(tmp_path: Path):
    found = Premises(tmp_path, two=False)
    staged.copy(found.data)
    try:
        yield found
    finally:
        found.stop()


async def test_parts_are_killed_and_stopped_and_nothing_accepted_is_lost_doubled_or_out_of_order(
    premises: Premises, tmp_path: Path
):
    seed, faults, _ = seeds()[0]
    record = Record(tmp_path / "history.jsonl")

    outcome = await Run(int(seed), min(int(faults), MOST), premises, None, record, 0.5, PAGES).go()

    assert outcome.good, (str(outcome), outcome.verdict, outcome.diverging)
    assert outcome.faults == MOST
    assert outcome.verdict.accepted > 5
    family = premises.family()
    words = {word for it in family if it.status() != psutil.STATUS_ZOMBIE for word in it.cmdline()}
    assert words >= set(MODULES.values())  # every part is a process, and each killed one is there again
    premises.stop()
    assert gone(family)
