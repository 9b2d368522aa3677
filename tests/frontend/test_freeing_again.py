"""What stands parked while the history is behind is tried again until it has caught up, for a while."""

from typing import Any

import pytest

from events.message import FACTS
from frontend import freeing
from frontend.freeing import Freeing
from tests.frontend.records import BeadThreaded, applying, arrivals, beads, forget, record, rows


@pytest.fixture(autouse=True, scope="module")
def known_here():
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


@pytest.mark.parametrize(("minutes", "freed"), [(0, True), (60, False)])
async def test_a_history_that_is_behind_is_asked_again(
    minutes: int, freed: bool, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    it, all_of_it = applying(beads()), [record("a", n) for n in (1, 2, 3)]
    it.take(arrivals([all_of_it[0], all_of_it[2]]))
    known = [all_of_it[:2]]
    clock = [1000.0]

    async def recorded(*_: Any) -> list[Any]:
        return known[-1]

    monkeypatch.setattr(freeing, "recorded", recorded)
    monkeypatch.setattr(freeing, "monotonic", lambda: clock[0])
    tried = Freeing(it, lambda: None, tmp_path)  # type: ignore[arg-type,return-value]
    await tried.all()
    assert len(rows(it)) == 1

    clock[0] += freeing.AGAIN + minutes * 60
    await tried.all() if tried.due else None
    known.append(all_of_it)
    clock[0] += freeing.AGAIN
    await tried.all() if tried.due else None

    assert len(rows(it)) == (3 if freed else 1)
    assert not tried.due
