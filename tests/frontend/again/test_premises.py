"""A page that took a while to make is good as long as its reader's rights are, and not that while longer."""

import sqlite3
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from events.role import Role
from frontend.again.premises import Premises, premises
from frontend.door import Lens
from frontend.reader import Reader
from services.kernel import clock
from tests.people import MARTA

MIDNIGHT = datetime(2026, 11, 22, 23, tzinfo=UTC)  # in Lucca
NODE = SimpleNamespace(
    door=SimpleNamespace(keys=SimpleNamespace(lent_until=lambda ids: 0.0)), stale_since=lambda: None
)


def made(began: datetime, seconds: float) -> Premises:
    at = began.astimezone(ZoneInfo("Europe/Rome"))
    reader = Reader(
        MARTA.id, Role.COORDINATOR, "lucca", "it", at.date(), db=sqlite3.connect(":memory:"), at=at
    )
    clock.pretend(began + timedelta(seconds=seconds))
    try:
        found = premises(NODE, reader, Lens(), 1)  # type: ignore[arg-type]
    finally:
        clock.pretend(None)
    assert found
    return found


@pytest.mark.parametrize(("seconds", "good"), [(-0.1, True), (0.0, False), (0.5, False)])
def test_a_page_begun_before_midnight_is_not_good_after_it(seconds: float, good: bool) -> None:
    it = made(MIDNIGHT - timedelta(seconds=2), 1.5)

    assert it.hold(NODE, it.db, MIDNIGHT + timedelta(seconds=seconds)) is good  # type: ignore[arg-type]
