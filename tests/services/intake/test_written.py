"""Both contexts in a real store, behind the rights of the house: who may ask, and what one save holds."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from events.access import COMMANDS
from events.envelope import Recorded, Reply
from events.intake.application import AdmitApplication, WithdrawApplication
from events.message import Command
from events.network.member import GrantRole, member_of
from events.network.person import CheckPower, CorrectIdentity, RecordPower, RegisterPerson
from services.intake.application import APPLICATION
from services.intake.call import CALL
from services.intake.entry import ENTRY
from services.intake.policy import dues
from services.kernel.deciding import Act
from services.kernel.rights import Rights
from services.kernel.store import Store
from services.kernel.writer import Writer
from services.network.member import MEMBER
from services.network.person import PERSON
from tests.people import AHMED, CAST, ELENA, MARTA, ROSA, UGO, id_of
from tests.services.intake.asking import ITS, OPENS, PUBLISH, oneself, submit
from tests.services.kernel.conftest import Pocket, ask, order
from tests.services.network.told import data
from tests.services.story import act

HOUSE = act(UGO, "system")
JUNE = date(2026, 6, 1)


@pytest.fixture
def writer(tmp_path: Path):
    """One store for both contexts: roles and powers count here without waiting for a stream."""
    store = Store("both", "sqlite", tmp_path)
    yield Writer(store, (PERSON, MEMBER, CALL, APPLICATION, ENTRY), Rights(store, COMMANDS), Pocket(), dues)
    store.close()


@pytest.fixture
def house(writer):
    for person in CAST:
        assert say(writer, register(person), HOUSE).accepted
    first = GrantRole(
        stream=member_of(MARTA.id), dossier=MARTA.id, role="coordinator", since=date(2026, 1, 1)
    )
    assert say(writer, first, HOUSE).accepted
    assert say(writer, PUBLISH, act(MARTA)).accepted
    return writer


def say(writer: Writer, command: Command, by: Act) -> Reply:
    return ask(writer, order(command, by=by))[0]


def register(person):
    return RegisterPerson(stream=person.id, dossier=person.id, identity=data(person))


def topics(writer: Writer) -> list[str]:
    return [Recorded.model_validate_json(each.state).topic for each in writer.store.waiting(0, 10_000)]


def test_an_application_its_entry_and_its_check_are_one_save(house):
    reply = say(house, submit(), oneself())

    assert reply.accepted
    assert topics(house)[-3:] == [
        "intake.ApplicationSubmitted", "intake.EligibilityChecked", "intake.CallEntered",
    ]  # fmt: skip


def test_a_second_application_leaves_nothing_and_a_withdrawal_makes_room(house):
    other = id_of("Domanda di Ahmed, un'altra")
    again = submit(stream=other, dossier=other)
    say(house, submit(), oneself())
    before = topics(house)

    assert say(house, again, oneself()).reason == "entry.already-applied"
    assert topics(house) == before
    assert say(house, WithdrawApplication(**ITS, applicant=AHMED.id), oneself()).accepted
    assert say(house, again, oneself()).accepted


def test_the_house_and_the_applicant_decide_nothing_and_a_coordinator_does(house):
    say(house, submit(), oneself())
    admit = AdmitApplication(**ITS)

    assert not say(house, admit, HOUSE).accepted
    assert not say(house, admit, oneself()).accepted
    assert say(house, admit, act(MARTA)).accepted


def test_who_acts_for_another_needs_the_power_the_command_names_in_force_that_day(house):
    def power(*powers):
        return RecordPower(
            stream=AHMED.id, dossier=AHMED.id, holder=ROSA.id, source="support-administrator", powers=powers,
            since=OPENS, until=JUNE, decided_on=OPENS, decree_number="RG 12/2026",
        )  # fmt: skip

    check = CheckPower(
        stream=AHMED.id, dossier=AHMED.id, holder=ROSA.id, powers=("apply",), since=OPENS, until=JUNE
    )
    second = GrantRole(stream=member_of(ELENA.id), dossier=ELENA.id, role="coordinator", since=OPENS)
    for_ahmed = act(ROSA, "self", on_behalf_of=AHMED.id)
    too_late = act(ROSA, "self", datetime(2026, 6, 1, 8, 0, tzinfo=UTC), on_behalf_of=AHMED.id)
    correct = CorrectIdentity(
        stream=AHMED.id, dossier=AHMED.id, identity=data(AHMED, phone="0583 111222"), reason="changed"
    )

    assert not say(house, submit(), for_ahmed).accepted
    assert say(house, power("apply"), act(MARTA)).accepted
    assert say(house, submit(), for_ahmed).reason == "access.no-power-that-day"  # nobody has checked it yet
    assert say(house, check, act(MARTA)).reason == "person.check-by-another"
    assert say(house, second, act(MARTA)).accepted
    assert say(house, check, act(ELENA, "coordinator")).accepted
    assert say(house, submit(), for_ahmed).accepted
    assert not say(house, correct, for_ahmed).accepted  # no decree names a power to change who someone is
    assert not say(house, WithdrawApplication(**ITS, applicant=AHMED.id), too_late).accepted
    assert not say(house, correct, act(UGO, "self", on_behalf_of=AHMED.id)).accepted


def test_a_stranger_can_register_only_themselves(writer):
    nobody = UGO.__class__("Nadia", "Pieri", date(1997, 1, 1), "public")

    assert say(writer, register(nobody), act(UGO, "public")).reason == "person.not-oneself"
    assert say(writer, register(nobody), act(nobody, "public")).accepted
    assert not say(
        writer, GrantRole(stream=uuid4(), dossier=UGO.id, role="auditor", since=OPENS), HOUSE
    ).accepted
