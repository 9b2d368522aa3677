"""PINs: one's own alone; locked after too many wrong ones, free again with a new one."""

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from events.access import COMMANDS
from events.category import Category
from events.network.person import FoundSame
from events.network.pin import LockPin, PinLocked, PinRemoved, PinSet, RemovePin, SetPin, pin_of
from events.role import ONESELF, PUBLIC
from events.sealed import seal
from services.network.person import PERSON
from services.network.pin import PIN
from tests.people import ELENA, PAOLO
from tests.services.network.told import known
from tests.services.story import given, refused, when

HERS = {"stream": pin_of(ELENA.id), "dossier": ELENA.id}
HASHED = f"scrypt$15$8$1${'s' * 22}${'h' * 43}"
SET = PinSet(person=ELENA.id, verifier=seal(HASHED, ELENA.id, Category.IDENTITY))
LOCKED = PinLocked(person=ELENA.id)
SETTING = SetPin(**HERS, verifier=HASHED)


def test_what_is_kept_of_a_pin_is_sealed_as_hers():
    assert when(PIN, SETTING, PIN.initial, person=known(ELENA)) == [SET]


@pytest.mark.parametrize(
    ("command", "person", "reason"),
    [
        (SETTING, PERSON.initial, "person.unknown"),
        (SETTING, known(ELENA, FoundSame(other=ELENA.id, kept=PAOLO.id)), "person.found-same"),
        (SETTING.model_copy(update={"stream": ELENA.id}), known(ELENA), "pin.misaddressed"),
    ],
)
def test_a_pin_that_cannot_be_is_refused(command, person, reason):
    assert refused(PIN, command, PIN.initial, person=person) == reason


def test_only_its_owner_sets_it_and_nobody_on_their_behalf():
    assert COMMANDS["network.SetPin"] == COMMANDS["network.RemovePin"] == (ONESELF,)
    assert COMMANDS["network.LockPin"] == (PUBLIC,)
    assert SETTING.whose() == ELENA.id
    assert SETTING.POWER == ""


@tried(st.lists(st.sampled_from([SETTING, RemovePin(**HERS), LockPin(**HERS)]), max_size=12))
def test_a_pin_is_locked_only_while_there_is_one_and_a_new_one_is_free(commands):
    state = PIN.initial
    for command in commands:
        facts = when(PIN, command, state, person=known(ELENA))
        state = PIN.fold(facts, state)
        assert not state.locked or state.there
        assert not isinstance(command, SetPin) or (state.there and not state.locked)
        # Saying it again says nothing new.
        assert isinstance(command, SetPin) or when(PIN, command, state) == []


def test_a_locked_one_is_taken_away_like_any_other():
    assert when(PIN, RemovePin(**HERS), given(PIN, SET, LOCKED)) == [PinRemoved(person=ELENA.id)]
