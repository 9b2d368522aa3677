"""Killed at any moment, robbed of its message server's files: nothing accepted is lost, nothing is done twice."""

import random
import shutil
import sqlite3
import time
from pathlib import Path

from tests.system import ledgers
from tests.system.house import House, living, start
from tests.system.tables import live_and_rebuilt

KILLS = 5  # `make chaos` does five hundred
SEED = 7


def test_killed_again_and_again_while_the_demo_is_played_every_command_counts_once(tmp_path: Path) -> None:
    data, dice = tmp_path / "casa", random.Random(SEED)
    for _ in range(KILLS):
        house = start("story", data)
        wait_for_work(house)
        time.sleep(dice.uniform(0, 0.6))
        house.kill()
    with living("demo", data) as house:
        settled(house)

    stored = ledgers.stored(data)
    assert len(ledgers.ids(stored)) == len(set(ledgers.ids(stored))) > 700
    assert ledgers.commands(stored) == accepted(data)
    assert ledgers.streamed(data) == stored
    assert ledgers.archived(data) == {state: 1 for states in stored.values() for state in states}
    live, rebuilt = live_and_rebuilt(data)
    assert live == rebuilt


def wait_for_work(house: House) -> None:
    """Until one more day of the story has been played: the kill then falls into the middle of the next ones."""
    before, deadline = played(house), time.monotonic() + 30
    while time.monotonic() < deadline and house.process.poll() is None and played(house) == before:
        time.sleep(0.01)


def played(house: House) -> str:
    progress = house.data / "demo.played"
    return progress.read_text() if progress.exists() else ""


def settled(house: House) -> None:
    """Until every part has heard everything."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if all(lag == 0 for lag in lags(house.health())):
            return
        time.sleep(0.05)
    raise AssertionError(f"never came to rest: {house.health()}")


def lags(health: dict[str, object]) -> list[int]:
    parts = health["parts"]
    assert isinstance(parts, dict)
    return [
        int(lag) for part in parts.values() if isinstance(part, dict) for lag in part.get("lag", {}).values()
    ]


def accepted(data: Path) -> set[str]:
    """Commands whose remembered answer is yes and that had something to say (an idempotent yes says nothing)."""
    found: set[str] = set()
    for context in ledgers.CONTEXTS:
        with sqlite3.connect(data / f"{context}.sqlite") as db:
            found |= {
                row[0]
                for row in db.execute(
                    "SELECT command_id FROM replies WHERE outcome = 'accepted' AND version > 0"
                )
            }
    return found


def test_without_its_message_files_everything_comes_back_and_no_policy_acts_twice(tmp_path: Path) -> None:
    data = tmp_path / "casa"
    with living("demo", data) as house:
        settled(house)
    before = ledgers.stored(data)
    shutil.rmtree(data / "nats")

    with living("demo", data) as house:
        settled(house)

    assert ledgers.stored(data) == before
    assert ledgers.streamed(data) == before
    assert ledgers.archived(data) == {state: 1 for states in before.values() for state in states}
