"""Each service as its own process, from the same objects."""

import time
from pathlib import Path

import httpx
import psutil

from tests.system.house import gone, living


def test_every_part_is_a_process_and_one_that_is_killed_comes_back(tmp_path: Path) -> None:
    with living("split", tmp_path / "casa") as house:
        family = house.family()
        pacts = next(it for it in family if "services.pacts.service" in it.cmdline())
        assert len({part for it in family for part in it.cmdline() if part.startswith("services.")}) == 9

        pacts.kill()

        assert gone([pacts])
        assert comes_back(house.process.pid, "services.pacts.service")
        assert httpx.get(f"{house.url}/entra").status_code == 200
        family = house.family()
        assert house.interrupt() < 8
    assert gone(family)


def comes_back(parent: int, part: str) -> bool:
    for _ in range(100):
        children = psutil.Process(parent).children(recursive=True)
        if any(part in words(child) for child in children):
            return True
        time.sleep(0.1)
    return False


def words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
