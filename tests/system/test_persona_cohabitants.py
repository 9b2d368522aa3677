"""P-CO, steps 6 to 11: two who share a flat, from a bill and an annoyed night to a third version of their pact."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.async_api import Browser

from tests.frontend.expecting import IDS
from tests.frontend.walking import LEAVING, handlers
from tests.people import AHMED, COHABITATION_SAN_VITO, DARIO, MARCO, MARTA, ROSA, SARA, Person
from tests.system.house import House, living, pretend
from tests.system.journey import paying, talking
from tests.system.journey.moving_in import sign_for_the_body
from tests.system.phone import Phones
from tests.system.signing_in import signed_in

PACT = f"/patto/{COHABITATION_SAN_VITO}"
CASE = f"/casi/{COHABITATION_SAN_VITO}"
HIS, HERS = (talking.HE_SAID, talking.HE_NEEDS), (talking.SHE_SAID,)
WORDS = tuple(said.partition(":")[0] for said in (*HIS, *HERS))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A demo house of our own, whose clock goes on when we say so."""
    with living("pretending", tmp_path_factory.mktemp("talking") / "casa") as made:
        yield made


@pytest.fixture(scope="module")
async def phones(browser: Browser, house: House) -> AsyncIterator[Phones]:
    held = Phones(browser, house.url)
    yield held
    await held.close()


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All that can be asked for with a GET."""
    every = handlers(tmp_path_factory.mktemp("addresses"))
    asked = (pattern for pattern, it in every if "GET" in {str(method) for method in it.http_methods})
    return sorted({written_out(pattern) for pattern in asked if pattern != LEAVING})


@pytest.fixture(scope="module")
def begun() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


async def test_6_a_bill_is_split_by_the_pact_and_its_correction_is_a_line_of_its_own(phones: Phones) -> None:
    marco, ahmed = await phones.of(MARCO), await phones.of(AHMED)
    before = await paying.owes(ahmed)

    await paying.note_a_bill(marco, "84", "Bolletta del gas", "38-spesa")
    assert await paying.owes(ahmed) == before + 42_00
    assert await paying.owes(marco) == -(before + 42_00)

    await paying.put_it_right(ahmed, "Bolletta del gas", "48", "39-corretta")
    assert await paying.owes(marco) == -(before + 24_00)


async def test_7_marco_writes_what_happened_and_what_he_needs(phones: Phones) -> None:
    await talking.tell_first(await phones.of(MARCO), "40-parliamone-marco")


async def test_8_ahmed_gets_a_neutral_invitation_and_writes_his_side(phones: Phones) -> None:
    ahmed = await phones.of(AHMED)

    await talking.finds_an_invitation_that_says_nothing(ahmed, "Marco", "41-invito")
    await talking.tell_in_turn(ahmed, "42-parliamone-ahmed")
    await talking.has_to_sleep_on_it(phones.held["Marco"])


@pytest.mark.parametrize("person", [MARCO, AHMED, SARA, MARTA, ROSA, DARIO], ids=lambda it: it.first_name)
def test_8_neither_finds_the_other_s_account_anywhere_nor_does_anybody_else(
    house: House, addresses: list[str], person: Person
) -> None:
    unwelcome = {MARCO: HERS, AHMED: HIS}.get(person, (*HIS, *HERS))

    assert everything_they_can_open(house, person, addresses, unwelcome) > 5


def test_8_no_file_the_house_wrote_holds_a_word_of_it(house: House) -> None:
    files = [path for path in house.data.rglob("*") if path.is_file()]

    assert len(files) > 20
    assert [(path.name, word) for path in files for word in WORDS if word.encode() in path.read_bytes()] == []


async def test_9_after_the_night_they_pick_one_rule_for_two_weeks(
    house: House, phones: Phones, begun: datetime
) -> None:
    marco, ahmed = phones.held["Marco"], phones.held["Ahmed"]
    pretend(house, begun + timedelta(hours=11))
    await talking.has_to_sleep_on_it(marco)

    pretend(house, begun + timedelta(hours=13))
    await talking.propose_guests_until_23(marco, "43-proposta")
    sara = await phones.of(SARA)
    await sara.open(CASE)
    await sara.never_sees(talking.RULE)
    await talking.say_yes(ahmed, "44-ci-sto")
    await sara.open(CASE)
    await sara.sees(talking.RULE, "L’ha scelta insieme chi abita qui.")
    await ahmed.open(PACT)
    await ahmed.sees("Una regola in prova", talking.RULE)


async def test_10_it_becomes_the_third_version_which_binds_nobody_before_all_signed_the_same_text(
    house: House, phones: Phones, begun: datetime
) -> None:
    marco, ahmed, marta = phones.held["Marco"], phones.held["Ahmed"], await phones.of(MARTA)
    pretend(house, begun + timedelta(days=15))
    await talking.say_it_works(marco, "45-funziona")
    await talking.say_it_works(ahmed, "46-nel-patto")
    assert await talking.holds(ahmed, PACT) == 2

    await talking.read_easy_and_sign(marco, PACT, 3, "47-firma-marco")
    assert await talking.holds(ahmed, PACT) == 2
    seen = {await talking.fingerprint(it, PACT, 3) for it in (marco, ahmed, marta)}
    await talking.read_easy_and_sign(ahmed, PACT, 3, "48-firma-ahmed")
    assert await talking.holds(ahmed, PACT) == 2
    await sign_for_the_body(marta, PACT)

    assert await talking.holds(ahmed, PACT) == 3
    assert seen == {await talking.fingerprint(ahmed, PACT, 3)}


async def test_11_who_looked_is_the_operator_and_only_at_the_agreement(phones: Phones) -> None:
    for name in ("Marco", "Ahmed"):
        told = await talking.saw_only_the_agreement(phones.held[name])
        assert "Sara" in told
        assert "gli accordi presi in casa" in told
        assert [words for words in ("Rosa", "famiglia", "raccontato") if words in told] == []
    await phones.held["Ahmed"].keep("49-chi-ha-visto")


def written_out(pattern: str) -> str:
    """An address with what is San Vito's in the places of its names."""
    plain = re.sub(r"{\w+:(?:str|path)}", "qualcosa", pattern)
    return re.sub(r"{(\w+):uuid}", lambda name: str(IDS.get(name[1], (COHABITATION_SAN_VITO,))[0]), plain)


def everything_they_can_open(
    house: House, person: Person, addresses: list[str], unwelcome: tuple[str, ...]
) -> int:
    """Every address of the house, for the two of them also as a block; how many of them opened."""
    shapes = (False, True) if person in (MARCO, AHMED) else (False,)
    with signed_in(house, person) as phone:
        answers = [read(phone, path, block) for path in addresses for block in shapes]
    assert [str(it.url) for it in answers if any(word in it.text for word in unwelcome)] == []
    return sum(it.status_code == 200 for it in answers)


def read(phone: httpx.Client, path: str, block: bool) -> httpx.Response:
    """A stream of news never ends, and carries no words."""
    with phone.stream("GET", path, headers={"hx-request": "true"} if block else {}) as answer:
        if "event-stream" in answer.headers.get("content-type", ""):
            return httpx.Response(200, request=answer.request)
        answer.read()
        return answer
