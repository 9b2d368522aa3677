"""The whole way on a phone, tap by tap: from the call to a home, through its days, to who may look back at it."""

from dataclasses import dataclass, field

import pytest

from tests.people import DARIO, ELENA, MARTA, NADIA, SARA, UGO
from tests.system.journey import applying, choosing, moving_in
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


async def test_the_admitted_say_how_they_live_and_are_compared(phones: Phones) -> None:
    await choosing.describe(phones.held["Davide"])
    await choosing.compare(await phones.of(MARTA))


async def test_one_home_is_proposed_to_two_who_then_meet(phones: Phones, story: Story) -> None:
    marta = await phones.of(MARTA)

    story.proposal = await choosing.propose(marta, "Davide", "Nadia")
    await choosing.note_the_meeting(marta, story.proposal)


async def test_both_say_yes_and_a_private_reason_never_reaches_the_other(phones: Phones, story: Story) -> None:
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
