"""Answers and identities once closed: they come back from the store, and no rule needs to open them."""

from uuid import UUID, uuid5

import pytest

from events.message import revive_fact
from events.sealed import Box, each_sealed
from services.intake.application import APPLICATION
from services.kernel.sealing import close, unbox
from services.network.person import PERSON
from tests.people import AHMED
from tests.services.intake.asking import told as applied
from tests.services.network.told import registered

EVENT = UUID("00000000-0000-4000-8000-000000000001")
KEY_ID, KEY = uuid5(EVENT, "key"), b"k" * 32


def stored(fact):
    """As bytes, the way a store keeps it, and read again."""
    closed = each_sealed(fact, lambda path, it: close(it, f"{EVENT}/{path}", KEY_ID, KEY))
    written = closed.model_dump_json()
    assert not any(
        word in written for word in (AHMED.first_name, "Vorrei", AHMED.born.isoformat(), "1200000")
    )
    return revive_fact(
        fact.TOPIC, fact.VERSION, type(fact).model_validate_json(written).model_dump(mode="json")
    )


@pytest.mark.parametrize(("decider", "facts"), [(PERSON, (registered(AHMED),)), (APPLICATION, applied())])
def test_what_a_rule_knows_is_the_same_with_every_box_closed(decider, facts):
    assert decider.fold(stored(fact) for fact in facts) == decider.fold(facts)


def test_a_first_name_opens_alone():
    fact = stored(registered(AHMED))

    assert isinstance(fact.identity.last_name, Box)
    placed = each_sealed(fact, lambda path, box: box.model_copy(update={"place": f"{EVENT}/{path}"}))
    assert unbox(placed.identity.first_name, KEY) == "Ahmed"
