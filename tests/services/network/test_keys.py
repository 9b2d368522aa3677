"""Ways in: one's own, told apart by device, and never taken away down to the last."""

from uuid import UUID

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from events.access import COMMANDS
from events.category import Category
from events.envelope import Refusal
from events.network import keys as said
from events.network.keys import (
    AddPasskey,
    AddressConfirmed,
    AddressRemoved,
    ConfirmAddress,
    DeviceEnded,
    DeviceNamed,
    EndDevices,
    PasskeyAdded,
    PasskeyRemoved,
    RemoveAddress,
    RemovePasskey,
    SecondFactorSet,
    SetSecondFactor,
    keys_of,
)
from events.network.person import FoundSame
from events.role import ONESELF, SYSTEM, Role
from events.sealed import seal
from services.network.keys import KEYS, MOST_PASSKEYS, Keys
from services.network.person import PERSON
from tests.people import ELENA, PAOLO
from tests.services.network.told import known
from tests.services.story import act, given, refused, when

HERS = {"stream": keys_of(ELENA.id), "dossier": ELENA.id}
PHONE, TABLET = UUID(int=1), UUID(int=2)
HOUSE = act(role=Role.SYSTEM)


def adding(passkey: UUID, credential: str = "", name: str | None = None) -> AddPasskey:
    return AddPasskey(
        **HERS,
        passkey=passkey,
        credential=credential or f"{passkey.hex}",
        public_key="k" * 100,
        counter=0,
        name=name,
    )


def added(passkey: UUID) -> PasskeyAdded:
    return PasskeyAdded(
        person=ELENA.id, passkey=passkey, credential=passkey.hex, public_key="k" * 100, counter=0
    )


CONFIRMING = ConfirmAddress(**HERS, address=ELENA.email, mark="a" * 64)
CONFIRMED = AddressConfirmed(
    person=ELENA.id, address=seal(ELENA.email, ELENA.id, Category.IDENTITY), mark="a" * 64
)


def test_a_passkey_comes_with_its_name_sealed():
    facts = when(KEYS, adding(PHONE, name="Telefono rosso"), KEYS.initial, person=known(ELENA))

    name = seal("Telefono rosso", ELENA.id, Category.IDENTITY)
    assert facts == [added(PHONE), DeviceNamed(person=ELENA.id, device=PHONE, name=name)]


def test_the_same_key_once_more_adds_nothing():
    assert when(KEYS, adding(TABLET, PHONE.hex), given(KEYS, added(PHONE)), person=known(ELENA)) == []


def test_an_address_is_sealed_and_found_by_its_mark():
    assert when(KEYS, CONFIRMING, KEYS.initial, person=known(ELENA)) == [CONFIRMED]
    assert when(KEYS, CONFIRMING, given(KEYS, CONFIRMED), person=known(ELENA)) == []


@pytest.mark.parametrize(
    ("command", "person", "reason"),
    [
        (adding(PHONE), PERSON.initial, "person.unknown"),
        (CONFIRMING, known(ELENA, FoundSame(other=ELENA.id, kept=PAOLO.id)), "person.found-same"),
        (SetSecondFactor(**HERS, secret="s" * 40), PERSON.initial, "person.unknown"),
        (adding(PHONE).model_copy(update={"stream": ELENA.id}), known(ELENA), "keys.misaddressed"),
    ],
)
def test_a_way_in_that_cannot_be_is_refused(command, person, reason):
    assert refused(KEYS, command, KEYS.initial, person=person) == reason


def test_twenty_passkeys_are_enough():
    many = given(KEYS, *(added(UUID(int=n)) for n in range(MOST_PASSKEYS)))
    assert refused(KEYS, adding(UUID(int=99)), many, person=known(ELENA)) == "keys.too-many"


def test_the_last_way_is_not_taken_away_but_by_the_house_that_gives_another():
    only = given(KEYS, added(PHONE))

    assert refused(KEYS, RemovePasskey(**HERS, passkey=PHONE), only) == "keys.last-way"
    assert refused(KEYS, RemoveAddress(**HERS), given(KEYS, CONFIRMED)) == "keys.last-way"
    gone = PasskeyRemoved(person=ELENA.id, passkey=PHONE)
    assert when(KEYS, RemovePasskey(**HERS, passkey=PHONE), only, HOUSE) == [gone]
    assert when(KEYS, RemoveAddress(**HERS), given(KEYS, CONFIRMED, added(PHONE))) == [
        AddressRemoved(person=ELENA.id)
    ]


def test_devices_are_ended_one_by_one_in_one_go():
    ended = [DeviceEnded(person=ELENA.id, device=it) for it in (PHONE, TABLET)]
    assert when(KEYS, EndDevices(**HERS, devices=(PHONE, TABLET)), KEYS.initial) == ended


def test_a_second_factor_takes_the_place_of_the_first():
    before = given(KEYS, SecondFactorSet(person=ELENA.id, secret=seal("s" * 40, ELENA.id, Category.IDENTITY)))
    assert len(when(KEYS, SetSecondFactor(**HERS, secret="t" * 40), before, person=known(ELENA))) == 1


def test_each_is_the_act_of_its_own_person():
    assert adding(PHONE).whose() == CONFIRMING.whose() == ELENA.id


def test_nobody_else_may_ask():
    mine = {topic for topic, cls in COMMANDS.items() if topic.removeprefix("network.") in vars(said)}

    assert len(mine) == 8
    assert all(set(COMMANDS[topic]) <= {ONESELF, SYSTEM} for topic in mine)


ASKED = st.sampled_from(
    [
        adding(PHONE), adding(TABLET), RemovePasskey(**HERS, passkey=PHONE),
        RemovePasskey(**HERS, passkey=TABLET), CONFIRMING, RemoveAddress(**HERS),
    ]
)  # fmt: skip


@tried(st.lists(ASKED, max_size=12))
def test_whatever_they_ask_who_had_a_way_in_has_one(commands):
    keys, had = KEYS.initial, False
    for command in commands:
        try:
            for fact in when(KEYS, command, keys, person=known(ELENA)):
                keys = KEYS.evolve(keys, fact)
        except Refusal:
            pass
        has = bool(keys.passkeys or keys.address)
        assert has or not had
        had = has
    assert isinstance(keys, Keys)
