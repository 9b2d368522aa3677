"""M3: two phones and a house, the way between them cut anywhere: each draft is local, stored once, or parked."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.frontend.house import House
from tests.frontend.mailbox.in_a_thread import Apart, house_apart
from tests.frontend.mailbox.phone import FROM_HERE, Phone, kept, phone
from tests.people import GIULIA, MARTA

BORN = {"birth_date-day": "3", "birth_date-month": "4", "birth_date-year": "1999"}
# Where a request can break: on the way there, half of it arrived, the answer lost, or nowhere.
CUTS = ("not sent", "truncated", "answer lost", "sent twice", "none")


@dataclass
class Device:
    """A phone's own books, as its script keeps them: what waits, what was taken, what somebody must put right."""

    local: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    parked: dict[str, str] = field(default_factory=dict)

    def hear(self, results: list[dict[str, Any]]) -> None:
        for it in results:
            item = self.local.get(it["id"])
            if item is None or it["outcome"] in ("unknown", "waits"):
                continue
            del self.local[it["id"]]
            if it["outcome"] == "accepted":
                self.sent[it["id"]] = it["receipt"]
            else:
                self.parked[it["id"]] = it["reason"]


class TwoPhones(RuleBasedStateMachine):
    """``apart``, ``made`` and ``line`` are given by the test: the house and the way to it."""

    apart: ClassVar[Apart]
    made: ClassVar[House]
    line: ClassVar[Phone]

    def __init__(self) -> None:
        super().__init__()
        self.phones = (Device(), Device())
        self.written: list[str] = []
        self.old: list[list[dict[str, Any]]] = []

    @rule(n=st.integers(0, 1), good=st.booleans(), after=st.booleans())
    def write(self, n: int, good: bool, after: bool) -> None:
        before = next(reversed(self.phones[n].local), None) if after else None
        surname = f"Numero {len(self.written)}" if good else ""
        fields = {"first_name": "Giulia", "last_name": surname, **BORN}
        item = kept(f"/esempio/{GIULIA.id}", fields=fields, after=before)
        self.phones[n].local[item["id"]] = item
        self.written.append(item["id"])

    @rule(n=st.integers(0, 1), cut=st.sampled_from(CUTS), backwards=st.booleans())
    def flush(self, n: int, cut: str, backwards: bool) -> None:
        items = list(self.phones[n].local.values())[:: -1 if backwards else 1]
        if not items or cut == "not sent":
            return
        if cut == "truncated":
            assert self.truncated(items) == 400
            return
        self.old.append(items)
        results = [self.told(items) for _ in range(2 if cut == "sent twice" else 1)]
        if cut != "answer lost":
            self.phones[n].hear(results[0])

    @precondition(lambda self: self.old)
    @rule(data=st.data())
    def late_copy(self, data: st.DataObject) -> None:
        """The network delivers an old request once more; nobody waits for its answer."""
        self.told(data.draw(st.sampled_from(self.old)))

    def told(self, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return self.apart.do(self.line.told(*items))

    def truncated(self, items: list[dict[str, Any]]) -> int:
        body = json.dumps({"user": self.line.user, "items": items}).encode()
        headers = {**FROM_HERE, "content-type": "application/json"}
        return self.apart.do(self.line.client.post("/invii", content=body[:-9], headers=headers)).status_code

    def teardown(self) -> None:
        """The network is back: all goes, in as many rounds as it takes."""
        for device in (it for it in self.phones for _ in range(3)):
            device.hear(self.told(device.local.values()) if device.local else [])
        facts = stored(self.made)
        for id in self.written:
            places = [id in place for it in self.phones for place in (it.local, it.sent, it.parked)]
            assert places.count(True) == 1
            assert facts[id] == (1 if any(id in it.sent for it in self.phones) else 0)
        assert all(reason for it in self.phones for reason in it.parked.values())


def stored(made: House) -> Counter[str]:
    """Command → how many facts it brought about."""
    with sqlite3.connect(f"file:{made.settings.data / 'network.sqlite'}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT * FROM stored_events WHERE topic = 'network.IdentityCorrected'").fetchall()
    states = (json.loads(cell) for row in rows for cell in row if isinstance(cell, bytes))
    return Counter(it["command_id"] for it in states)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Apart, House]]:
    with house_apart(tmp_path_factory.mktemp("apart")) as both:
        yield both


def test_every_draft_is_local_stored_once_or_parked_with_a_reason(apart: tuple[Apart, House]) -> None:
    loop, made = apart
    line = loop.do(loop.stack.enter_async_context(phone(made, MARTA)))
    few = settings(
        max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
    )

    TwoPhones.apart, TwoPhones.made, TwoPhones.line = loop, made, line
    run_state_machine_as_test(TwoPhones, settings=few)
