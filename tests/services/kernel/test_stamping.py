"""From a decided fact to its record: who, when, whose; and private words closed where they stand."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.category import Category
from events.envelope import Recorded, event_id
from events.sealed import Box, Open, seal
from services.kernel.sealing import Unreadable, unbox
from services.kernel.stamping import opened, stamp
from tests.people import GIULIA, ROSA
from tests.services.kernel.conftest import Pocket, order
from tests.services.kernel.shelf import BookPlaced, PlaceBook
from tests.services.story import NOW, act

HOME, READER = uuid4(), GIULIA.id


def stamped(keys: Pocket, note: str = "segreto", n: int = 0, **more: object) -> Recorded:
    command = PlaceBook(stream=HOME, dossier=HOME, reader=READER)
    asked = order(command, by=act(ROSA, "family", on_behalf_of=READER, **more))
    fact = BookPlaced(reader=READER, note=seal(note, READER, Category.GOALS))
    return stamp(fact, asked, n, HOME, 7, HOME, NOW + timedelta(seconds=1), keys)[0]


def test_what_is_folded_at_once_is_what_anybody_reads_later() -> None:
    asked = order(PlaceBook(stream=HOME, dossier=HOME, reader=READER))
    fact = BookPlaced(reader=READER, note=seal("segreto", READER, Category.GOALS))

    record, folded = stamp(fact, asked, 0, HOME, 1, HOME, NOW, Pocket())

    read = Recorded.model_validate_json(record.to_bytes())
    assert (read, read.to_bytes()) == (record, record.to_bytes())
    assert list(record.__dict__) == list(Recorded.model_fields)
    assert folded == read.revived()


@given(st.uuids(), st.sampled_from(["pacts", "intake"]), st.integers(0, 99))
def test_the_id_of_a_fact_is_the_standards_own(command: UUID, context: str, n: int) -> None:
    assert event_id(command, context, n) == uuid5(command, f"{context}/{n}")


def test_a_record_says_who_for_whom_when_and_about_whom() -> None:
    record = stamped(Pocket())

    assert (record.actor, record.role, record.on_behalf_of) == (ROSA.id, "family", READER)
    assert (record.stream, record.stream_version, record.dossier) == (HOME, 7, HOME)
    assert record.subjects == (READER,)
    assert record.occurred_at == record.received_at == NOW < record.recorded_at
    assert record.event_id == event_id(record.command_id, "pacts", 0)
    assert record.subject == f"casa.events.lucca.pacts.{HOME}.BookPlaced"


@pytest.mark.parametrize(
    ("happened", "received", "late"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), datetime(2026, 3, 28, 23, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), datetime(2026, 3, 29, 22, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), datetime(2026, 3, 29, 21, 59, tzinfo=UTC), False),
    ],
)
def test_late_is_after_the_end_of_the_day_in_lucca_also_when_clocks_change(
    happened: datetime, received: datetime, late: bool
) -> None:
    assert stamped(Pocket(), at=happened, received_at=received).late is late


def test_a_private_word_is_closed_with_a_key_of_its_owner_dossier_and_category() -> None:
    keys = Pocket()
    record = stamped(keys, "canarino")

    ((purpose, (key_id, key)),) = keys.keys.items()
    box = record.revived().note  # type: ignore[attr-defined]
    assert purpose == (READER, HOME, Category.GOALS)
    assert b"canarino" not in record.to_bytes()
    assert (box.key, unbox(box, key)) == (key_id, "canarino")


def test_a_box_moved_to_another_fact_does_not_open() -> None:
    keys = Pocket()
    box = stamped(keys).revived().note  # type: ignore[attr-defined]
    ((_, key),) = keys.keys.values()

    for moved in (
        box.model_copy(update={"place": f"{uuid4()}/note"}),
        box.model_copy(update={"owner": ROSA.id}),
        box.model_copy(update={"category": Category.PACT}),
        box.model_copy(update={"commit": box.nonce}),
    ):
        with pytest.raises(Unreadable):
            unbox(moved, key)


def test_the_same_word_never_looks_the_same_twice() -> None:
    keys = Pocket()
    notes = [stamped(keys, "sì", n).fact["note"] for n in range(2)]

    assert len({note["ct"] for note in notes}) == len({note["commit"] for note in notes}) == 2


def test_a_rule_sees_only_the_categories_it_must_and_only_with_the_key_that_closed_them() -> None:
    keys, record = Pocket(), None
    record = stamped(keys, "visto")

    seen = opened(record.revived(), (Category.GOALS,), HOME, keys)
    unseen = opened(record.revived(), (Category.PACT,), HOME, keys)
    erased = opened(record.revived(), (Category.GOALS,), HOME, Pocket())

    assert seen.note == Open("visto", READER, Category.GOALS)  # type: ignore[attr-defined]
    assert isinstance(unseen.note, Box)  # type: ignore[attr-defined]
    assert isinstance(erased.note, Box)  # type: ignore[attr-defined]


def test_a_closed_word_cannot_be_recorded_again() -> None:
    keys = Pocket()
    fact = stamped(keys).revived()
    asked = order(PlaceBook(stream=HOME, dossier=HOME, reader=READER))

    with pytest.raises(ValueError, match=r"pacts\.BookPlaced\.note"):
        stamp(fact, asked, 0, HOME, 1, HOME, NOW, keys)


def test_a_repeat_of_a_command_makes_the_same_ids_and_another_context_others() -> None:
    command = UUID(int=1)

    assert event_id(command, "pacts", 0) == event_id(command, "pacts", 0)
    assert len({event_id(command, context, n) for context in ("pacts", "intake") for n in range(3)}) == 6
