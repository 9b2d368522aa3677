"""What falls due is asked once, by the house, when its time has come, whatever happens before."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pydantic_core import from_json

from deploy import secrets
from events.category import Category
from services.kernel import clock
from services.kernel.keyring import VaultUnavailable
from services.kernel.rights import HOUSE, Rights
from services.kernel.settings import Settings
from services.kernel.stamping import Keys
from services.kernel.store import Row, Store
from services.kernel.ticker import Ticker
from services.kernel.writer import Writer
from tests.services.kernel.alarm import ALARM, GRANTS, SetAlarm, TakeBackAlarm, dues
from tests.services.kernel.conftest import OpenStore, Pocket, order

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def ticking(tmp_path: Path) -> Iterator[Settings]:
    secrets.make(tmp_path)
    clock.pretend(BEGIN)
    yield Settings(data=tmp_path)
    clock.pretend(None)


def ticker(store: Store, settings: Settings, keys: Keys | None = None) -> Ticker:
    writer = Writer(store, (ALARM,), Rights(store, GRANTS), keys or Pocket(), dues)
    writer.start()
    return Ticker(store, settings, writer)


def set_alarm(it: Ticker, minutes: float, how: str = "loud", alarm: UUID | None = None) -> UUID:
    alarm = alarm or uuid4()
    at = BEGIN + timedelta(minutes=minutes)
    said = it.writer.put(job(SetAlarm(stream=alarm, dossier=alarm, at=at, how=how))).done.result(5)
    assert said[0].accepted
    return alarm


def job(command: SetAlarm | TakeBackAlarm):
    from services.kernel.orders import Job

    return Job((order(command),))


def rang(store: Store) -> list[Row]:
    facts = [from_json(it.state) for it in store.waiting(0, 1000)]
    return [fact for fact in facts if fact["topic"] == "pacts.AlarmRang"]


async def at(it: Ticker, minutes: float) -> int:
    clock.pretend(BEGIN + timedelta(minutes=minutes))
    return await it.tick()


async def test_it_fires_once_when_its_time_has_come_and_says_the_house_asked(
    store: Store, ticking: Settings
) -> None:
    it = ticker(store, ticking)
    alarm = set_alarm(it, 10)

    assert [await at(it, minute) for minute in (9, 10, 11)] == [0, 1, 0]
    (fact,) = rang(store)
    assert (fact["stream"], fact["actor"], fact["role"]) == (str(alarm), str(HOUSE), "system")
    assert datetime.fromisoformat(fact["occurred_at"]) == BEGIN + timedelta(minutes=10)
    assert fact["caused_by"] == from_json(store.waiting(0)[0].state)["event_id"]


async def test_it_survives_a_restart_and_is_never_asked_twice(
    open_store: OpenStore, ticking: Settings
) -> None:
    set_alarm(ticker(open_store(), ticking), 10)
    again = [ticker(open_store(), ticking) for _ in range(2)]

    clock.pretend(BEGIN + timedelta(days=2))
    rows = again[0].store.rows("SELECT * FROM {s}due")
    replies = [it.writer.put(it.job(rows[0])).done.result(5)[0] for it in again]

    assert len(rang(again[0].store)) == 1
    assert replies[0] == replies[1]


async def test_another_moment_takes_the_place_of_the_first(store: Store, ticking: Settings) -> None:
    it = ticker(store, ticking)
    alarm = set_alarm(it, 10)
    set_alarm(it, 30, alarm=alarm)

    assert [await at(it, minute) for minute in (20, 30, 31)] == [0, 1, 0]


async def test_what_is_taken_back_never_fires(store: Store, ticking: Settings) -> None:
    it = ticker(store, ticking)
    alarm = set_alarm(it, 10)
    it.writer.put(job(TakeBackAlarm(stream=alarm, dossier=alarm))).done.result(5)

    assert await at(it, 60) == 0
    assert rang(store) == []


async def test_a_moment_set_while_the_old_one_was_being_asked_is_kept(
    store: Store, ticking: Settings
) -> None:
    it = ticker(store, ticking)
    alarm = set_alarm(it, 10)
    (read_before,) = store.rows("SELECT * FROM {s}due")
    set_alarm(it, 30, alarm=alarm)

    it.writer.put(it.job(read_before)).done.result(5)

    assert await at(it, 31) == 1


class Locked(Pocket):
    """Keys of a vault that does not answer."""

    away = True

    def borrow(self, owner: UUID, dossier: UUID, category: Category) -> tuple[UUID, bytes]:
        if self.away:
            raise VaultUnavailable("no answer")
        return super().borrow(owner, dossier, category)


async def test_what_cannot_be_decided_yet_is_kept_and_holds_up_nobody(
    store: Store, ticking: Settings
) -> None:
    keys = Locked()
    it = ticker(store, ticking, keys)
    set_alarm(it, 10, "sealed"), set_alarm(it, 11)

    await at(it, 20)
    assert len(rang(store)) == 1
    keys.away = False
    await at(it, 21)
    await at(it, 22)

    assert len(rang(store)) == 2


@pytest.mark.parametrize("how", ["broken", "unknown"])
async def test_what_breaks_or_is_not_understood_is_kept_apart_and_holds_up_nobody(
    store: Store, ticking: Settings, how: str
) -> None:
    it = ticker(store, ticking)
    alarm = set_alarm(it, 10, how)
    set_alarm(it, 11)
    if how == "unknown":
        newer = store.statement("UPDATE {s}due SET version = 9 WHERE stream = :stream", stream=str(alarm))
        store.append([], [newer])

    await at(it, 20)
    await at(it, 21)

    assert len(rang(store)) == 1
    (parked,) = store.rows("SELECT * FROM {s}parked")
    assert parked["reason"] in ("command.broken: pacts.Ring", "Unknown")
    assert from_json(parked["data"])["stream"] == str(alarm)
    assert store.parked == 1


async def test_a_refusal_is_an_answer_too(store: Store, ticking: Settings) -> None:
    it = ticker(store, ticking)
    set_alarm(it, 10)
    it.writer.rights.grants = {}

    assert [await at(it, 10), await at(it, 11)] == [1, 0]
    assert rang(store) == []


async def test_what_was_due_before_its_cause_happens_with_it_and_is_not_late(
    open_store: OpenStore, ticking: Settings
):
    """A week that began before anybody lived there is planned on the day they move in."""
    it = ticker(open_store(), ticking)
    set_alarm(it, minutes=-60 * 24 * 3)

    await it.tick()

    (ring,) = rang(it.store)
    assert datetime.fromisoformat(ring["occurred_at"]) == BEGIN
    assert ring["late"] is False
