"""The whole way on a phone, tap by tap: from the call to a home, through its days, to who may look back at it."""

import re
from dataclasses import dataclass, field

import pytest

from tests.people import AHMED, DARIO, ELENA, GIULIA, MARTA, NADIA, ROSA, SARA, UGO
from tests.system.house import House
from tests.system.journey import applying, choosing, living, looking_back, moving_in
from tests.system.owing import owes
from tests.system.phone import Phones


@dataclass
class Story:
    """What one step leaves to the next."""

    codes: dict[str, str] = field(default_factory=dict)
    proposal: str = ""
    pact: str = ""


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


async def test_someone_nobody_knows_applies_on_a_phone(phones: Phones, story: Story) -> None:
    phone = await phones.new("Davide")

    await applying.read_the_call(phone)
    await applying.forget_half_of_it(phone)
    story.codes["Davide"] = await applying.send_it(phone)


async def test_another_is_entered_at_the_desk(phones: Phones, story: Story) -> None:
    story.codes["Bianca"] = await applying.enter_at_the_desk(await phones.of(ELENA))


async def test_the_coordinator_admits_one_and_excludes_the_other_with_a_reason(
    phones: Phones, story: Story
) -> None:
    marta = await phones.of(MARTA)

    await applying.exclude(marta, story.codes["Bianca"])
    await applying.admit(marta, story.codes["Davide"])
    await applying.hears_by_itself(phones.held["Davide"])


async def test_the_admitted_say_how_they_live_and_are_compared(phones: Phones) -> None:
    await choosing.describe(phones.held["Davide"])
    await choosing.compare(await phones.of(MARTA))


async def test_one_home_is_proposed_to_two_who_then_meet(phones: Phones, story: Story) -> None:
    marta = await phones.of(MARTA)

    story.proposal = await choosing.propose(marta, "Davide", "Nadia")
    await choosing.note_the_meeting(marta, story.proposal)


async def test_both_say_yes_and_a_private_reason_never_reaches_the_other(
    phones: Phones, story: Story
) -> None:
    davide, nadia = phones.held["Davide"], await phones.of(NADIA)
    await davide.open("/proposta")
    await davide.never_sees("Nadia", "Ferro")

    await choosing.say_yes(nadia, choosing.PRIVATE)
    await choosing.say_yes(davide)
    await choosing.finds_the_other(davide, "Nadia Ferro")
    await davide.never_sees(choosing.PRIVATE)
    await davide.keep("14-due-si")
    await choosing.finds_the_other(nadia, "Davide Pardi", "0583 0000 41")
    await nadia.keep("15-contatti")
    await choosing.decide(await phones.of(MARTA), story.proposal)


async def test_a_pact_is_drafted_explained_and_signed_by_all(phones: Phones, story: Story) -> None:
    marta, sara, davide, nadia = [await phones.of(it) for it in (MARTA, SARA)] + [
        phones.held[it] for it in ("Davide", "Nadia")
    ]

    await moving_in.assign(marta, SARA, choosing.HOME)
    story.pact = await moving_in.draft(sara, choosing.HOME)
    for name in ("Davide", "Nadia"):
        await moving_in.explain(sara, story.pact, name)
    await moving_in.read_both_and_sign(davide, story.pact, "20-firma-davide")
    await moving_in.read_both_and_sign(nadia, story.pact, "21-firma-nadia")
    await moving_in.sign_for_the_body(marta, story.pact)


async def test_a_turn_is_done_with_one_tap_and_taken_back(phones: Phones, lived_in: House) -> None:
    await living.lives_there_now(phones.held["Davide"], choosing.HOME)
    await living.do_a_turn_and_undo_it(await phones.of(AHMED), await owes(lived_in, AHMED))


async def test_a_visit_with_one_note_takes_nine_taps_at_most(phones: Phones) -> None:
    davide, sara = phones.held["Davide"], await phones.of(SARA)

    await living.choose_a_goal(davide)
    await living.plan_a_visit(sara, choosing.HOME)
    await living.make_the_visit(sara, choosing.HOME)
    await living.correct_it(sara)
    await living.correct_how_long(sara)


async def test_a_relative_sees_what_is_shared_and_nothing_else(phones: Phones) -> None:
    giulia, rosa = await phones.of(GIULIA), await phones.of(ROSA)

    await looking_back.share_goals_only(giulia, ROSA)
    await looking_back.sees_goals_and_nothing_else(rosa, "La lavatrice perde", "il lunedì si fa la spesa")


async def test_an_auditor_reads_the_whole_case_without_a_name(phones: Phones, story: Story) -> None:
    dossier = story.pact.removeprefix("/patto/")

    read = await looking_back.read_the_whole_file(await phones.of(DARIO), dossier)

    names = ("Davide", "Pardi", "Nadia", "Ferro", "Marta", "Lenzi", "Sara", "Bianchi")
    assert [name for name in names if re.search(rf"\b{name}\b", read)] == []
    assert [words for words in (living.SHARED, living.TEAM, choosing.PRIVATE) if words in read] == []
    assert "Corretto dopo" in read


async def test_a_stranger_finds_none_of_it(phones: Phones, story: Story) -> None:
    ugo, dossier = await phones.of(UGO), story.pact.removeprefix("/patto/")
    addresses = [
        story.pact,
        story.proposal,
        f"/casi/{dossier}",
        f"/fascicoli/{dossier}",
        "/oggi",
        "/casa",
        "/andamento",
    ]

    await looking_back.finds_none_of_it(ugo, addresses)
    await ugo.open("/domanda")
    await ugo.keep("36-estraneo")
