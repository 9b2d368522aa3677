"""Messages no relay of ours would send, or too many of them: the courier refuses, or a reader takes each once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import nats.errors
import pytest
from pydantic import ValidationError

from events.message import FACTS
from frontend.pages import projections
from services.kernel.settings import Settings
from tests.frontend.records import (
    THEN,
    BeadThreaded,
    applying,
    arrivals,
    beads,
    forget,
    record,
    rows,
)
from tests.inputs.every_fact import every_arrival
from tests.parts.nats import ConnectAs

LARGEST = 1024 * 1024


@pytest.fixture
def known() -> Iterator[None]:
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


async def test_a_message_a_byte_too_large_is_refused_and_nothing_of_it_is_kept(connect_as: ConnectAs) -> None:
    client = await connect_as("intake")
    before = (await client.jetstream().stream_info("CASA_INTAKE")).state.messages

    with pytest.raises(nats.errors.MaxPayloadError):
        await client.publish("casa.events.lucca.intake.x.Large", b"x" * (LARGEST + 1))

    assert client.max_payload == LARGEST
    assert (await client.jetstream().stream_info("CASA_INTAKE")).state.messages == before


@pytest.mark.parametrize("name", ["lucca est", "*", ">", "a.b", "Lucca", "", "x" * 41, "è"])
def test_a_partnership_whose_name_is_no_word_of_a_subject_starts_no_house(name: str) -> None:
    with pytest.raises(ValidationError):
        Settings(data=Path("/nowhere"), partnership=name)


def test_a_fact_about_a_home_nobody_heard_of_stops_no_page() -> None:
    it = applying(*projections())

    for each in every_arrival():
        it.take([each])

    assert rows(it, "parked") == []
    assert rows(it, "unreadable") == []


def test_what_happened_ninety_days_ago_is_taken_as_what_it_is(known: None) -> None:
    it, old = applying(beads()), record("a", 1).model_copy(update={"occurred_at": THEN - timedelta(days=90)})

    it.take(arrivals([old, record("b", 1)]))

    assert len(rows(it)) == 2


def test_ten_thousand_times_the_same_is_once(known: None) -> None:
    """Acknowledgements are lost or come too late, and the courier sends all of it again, in any mixture."""
    it = applying(beads())
    batch = arrivals([record("a", 1), record("a", 2)])

    changed = [it.take(batch * 2_500), it.take(batch * 2_500)]

    assert changed[1] == set()
    assert [row[2] for row in rows(it)] == [1, 2]
    cursor = it.cursor("network")
    assert cursor
    assert cursor.position == 2
