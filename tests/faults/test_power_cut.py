"""The power goes while people work: what was acknowledged is there when it comes back, with the profiles as shipped."""

import os
import random
from pathlib import Path

import pytest

from tests.faults.cutting import Told, after_all, cut_once
from tests.parts.disk import disk

SEED = 7
CUTS = int(os.environ.get("CUTS", "1"))


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
@pytest.mark.usefixtures("needs_a_disk")
async def test_power_cut(tmp_path: Path, tell, new_cluster, store: str) -> None:
    dice, told = random.Random(SEED), Told()
    place = new_cluster.place / tmp_path.name if store == "postgresql" else tmp_path
    place.mkdir(exist_ok=True, mode=0o755)
    with disk(place, 192 if store == "postgresql" else 96) as it:
        cluster = new_cluster(it.folder) if store == "postgresql" else None
        it.settle()
        for _ in range(CUTS):
            cut_once(it, it.folder / "casa", cluster, told, dice)
        lost, doubled, seconds = await after_all(it.folder / "casa", cluster, told)

    kept = "SQLite and JetStream" if store == "sqlite" else "PostgreSQL and JetStream"
    tell(len(told.accepted), lost, doubled, seconds, drill=f"power cut x {CUTS}, {kept}", cuts=CUTS)
    assert (lost, told.forgotten, doubled) == (0, 0, 0)
