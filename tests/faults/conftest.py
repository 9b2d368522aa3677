"""What all drills share: words to try with, and a table their figures go to."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from events.access import COMMANDS
from services.kernel import runtime
from tests.faults.long import TABLE
from tests.parts.disk import why_no_disk
from tests.services.kernel import alarm, shelf
from tests.services.kernel.words import known

Tell = Callable[..., None]


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Shelves and alarms are known while a drill runs, and may be asked for."""
    monkeypatch.setattr(runtime, "COMMANDS", {**COMMANDS, **shelf.GRANTS, **alarm.GRANTS})
    with known():
        yield


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Writes one line of the table of `make drills`; elsewhere it is said and forgotten."""

    def said(
        acknowledged: int, lost: int, doubled: int, seconds: float, drill: str = "", **more: float
    ) -> None:
        line = {"drill": drill or request.node.name.removeprefix("test_").replace("_", " ")}
        line |= {
            "acknowledged": acknowledged,
            "lost": lost,
            "doubled": doubled,
            "seconds": round(seconds, 1),
            **more,
        }
        if table := os.environ.get(TABLE):
            with Path(table).open("a") as file:
                file.write(f"{json.dumps(line)}\n")

    return said


@pytest.fixture
def long() -> bool:
    """Whether it is `make drills` that asks: as many faults and as much time as the issue wants."""
    return TABLE in os.environ


@pytest.fixture
def needs_a_disk() -> None:
    if why := why_no_disk():
        pytest.skip(why)
