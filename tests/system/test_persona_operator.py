"""P-OP: Sara in a stairwell without network, from the morning at the office to the bus back."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from playwright.async_api import Browser, expect

from deploy.demo.story.field import CODES
from tests.people import AHMED, COHABITATION_SAN_VITO, MARCO, MARTA, SARA
from tests.system.field.stairwell import Pocket, planned, pocket, post, today
from tests.system.house import House
from tests.system.signing_in import signed_in

HOME = COHABITATION_SAN_VITO
PIN, OTHER_PIN = "73914", "20586"
TOGETHER, ALONE, HALF = "Bolletta letta insieme, pagata.", "Dorme meglio da lunedì.", "Scritta a metà quando"
STATES = "els => els.map(it => [it.id, it.hidden])"


@pytest.fixture(scope="module")
def office(lived_in: House) -> Iterator[httpx.Client]:
    with signed_in(lived_in, MARTA) as client:
        yield client


@pytest.fixture(scope="module")
def visit(office: httpx.Client) -> str:
    return planned(office, HOME, today(office), AHMED, MARCO)


@pytest.fixture(scope="module")
def other_visit(office: httpx.Client, visit: str) -> str:
    return planned(office, HOME, today(office), AHMED, MARCO)


@pytest.fixture(scope="module")
async def sara(browser: Browser, lived_in: House, visit: str, other_visit: str) -> AsyncIterator[Pocket]:
    with signed_in(lived_in, AHMED) as ahmed:
        assert post(ahmed, "/profilo/pin", "/profilo/pin", pin=PIN, again=PIN).status_code == 200
    held = await pocket(browser, lived_in, SARA)
    yield held
    await held.page.context.close()


async def test_1_at_the_office_each_visit_of_today_is_ready_without_network(sara: Pocket, visit: str) -> None:
    await sara.opens("/oggi")
    await sara.ready()

    await expect(sara.page.locator(f'[data-ready="{visit}"]')).to_be_visible(timeout=30_000)


async def test_2_in_the_stairwell_it_says_that_it_keeps_what_is_written(sara: Pocket) -> None:
    await sara.away()
    await sara.opens("/oggi")

    await expect(sara.page.locator("#copy")).to_contain_text("Copia delle")


async def test_3_the_visit_opens_from_the_copy_with_agreements_goals_and_pact(
    sara: Pocket, visit: str
) -> None:
    await sara.opens(visit)

    await sara.phone.sees("L’ultima volta", "obiettivi aperti", "Patto, versione 2")
    assert await states(sara) == {"visit-planned": False, "visit-running": True, "visit-over": True}


async def test_4_the_sheet_at_the_door_starts_it_and_ahmed_confirms_with_his_pin(
    sara: Pocket, visit: str
) -> None:
    await sara.opens(f"/porta#{HOME.hex[-8:]}.{CODES[HOME]}")
    assert "#" not in sara.page.url
    await sara.page.locator(f'form[action="{visit}/inizio"] button').tap()
    await expect(sara.page.locator("#visit-running")).to_be_visible()
    await sara.waiting(1)

    await sara.page.locator("summary", has_text="Conferma con il PIN").tap()
    await sara.phone.choose("Chi conferma?", "Ahmed")
    await sara.page.locator('input[name="pin"]').fill(PIN)
    await sara.phone.tap("Conferma")
    await sara.waiting(2)
    await expect(sara.page.locator("#conferma")).to_be_hidden()


async def test_5_two_notes_three_ratings_and_the_end_take_nine_taps_at_most(sara: Pocket, visit: str) -> None:
    sara.phone.taps = 1  # the start, above
    await sara.page.locator("textarea[name=text]").fill(TOGETHER)
    await sara.phone.tap("Salva la nota")
    await sara.waiting(3)
    await sara.page.locator("textarea[name=text]").fill(ALONE)
    await sara.phone.choose("Di chi parla?", "Marco")
    await sara.phone.choose("Chi la può leggere?", "Anche la persona")
    await sara.phone.tap("Salva la nota")
    await sara.waiting(4)
    for n in range(3):
        rung = sara.page.locator(f'form[action="{visit}/gradini"]').nth(n).locator("button").nth(3 + n % 2)
        await sara.phone.touch(rung)
        await sara.waiting(5 + n)

    assert sara.phone.taps + 1 <= 9  # and one to close it, at the end


async def test_6_a_photo_of_the_bill_waits_with_its_note(sara: Pocket) -> None:
    await sara.page.locator("summary", has_text="Argomento e foto").tap()
    picture = await sara.page.screenshot(type="jpeg", clip={"x": 0, "y": 0, "width": 120, "height": 90})
    await sara.page.locator("[data-photo]").set_input_files(
        {"name": "bolletta.jpg", "mimeType": "image/jpeg", "buffer": picture}
    )
    await sara.page.locator("textarea[name=text]").fill("La bolletta di novembre.")
    await sara.phone.tap("Salva la nota")

    await sara.waiting(8)


async def test_7_a_tension_and_something_broken_are_two_taps_each_and_a_next_date_is_set(
    sara: Pocket,
) -> None:
    await sara.page.locator("summary", has_text="Qualcosa di rotto").tap()
    await sara.phone.choose("Che cosa?", "Riscaldamento")
    await sara.phone.tap("Segna il guasto")
    await sara.waiting(9)
    await sara.page.locator("summary", has_text="Una cosa di cui parlare").tap()
    await sara.phone.tap("Invita a Parliamone")
    await sara.waiting(10)
    await sara.opens(f"/convivenze/{HOME}/visite")
    await sara.phone.tap("Fissa la visita")
    await sara.waiting(11)


async def test_8_the_app_is_killed_in_the_middle_and_the_words_are_there_again(
    sara: Pocket, visit: str
) -> None:
    await sara.opens(visit)
    await sara.page.locator("textarea[name=text]").fill(HALF)
    await sara.page.wait_for_timeout(600)
    await sara.killed()
    await sara.opens(visit)

    await expect(sara.page.locator("textarea[name=text]")).to_have_value(HALF)
    assert await states(sara) == {"visit-planned": True, "visit-running": False, "visit-over": True}
    await sara.phone.tap("Chiudi la visita")
    await sara.waiting(12)


async def test_9_meanwhile_the_other_visit_is_settled_elsewhere(
    sara: Pocket, lived_in: House, other_visit: str
) -> None:
    with signed_in(lived_in, SARA) as desk:
        page = f"{other_visit}?fai=salta"
        assert post(desk, page, f"{other_visit}/assenza", reason="illness").status_code == 200
    await sara.opens(other_visit)
    await sara.phone.tap("Inizia la visita")

    await sara.waiting(13)


async def test_10_on_the_bus_everything_leaves_in_order_and_nothing_twice(
    sara: Pocket, office: httpx.Client, visit: str
) -> None:
    await sara.back()
    await sara.opens("/invii")
    await sara.waiting(0)
    await expect(sara.page.locator("#sync")).to_have_attribute("data-stuck", "1")

    told = office.get(visit).text
    assert [told.count(words) for words in (TOGETHER, ALONE)] == [1, 1]
    assert "Iniziata alla porta" in told
    assert "Confermata da Ahmed" in told
    assert "/foto/" in told
    assert "Riscaldamento" in told


async def test_11_what_was_refused_is_a_task_with_its_reason_and_nothing_is_lost(sara: Pocket) -> None:
    await sara.phone.sees("Inizio della visita", "saltata")


async def test_12_a_wrong_length_is_corrected_and_the_old_one_stays_struck_through(
    sara: Pocket, visit: str
) -> None:
    await sara.opens(f"{visit}?fai=durata")
    await sara.page.locator('input[name="minutes"]').fill("50")
    await sara.phone.choose("Perché la correggi?", "L’ora era sbagliata")
    await sara.phone.tap("Salva la correzione")
    await sara.has_sent("Correzione della durata")
    await sara.opens(visit)

    await expect(sara.page.locator("#visit del")).to_have_count(1)
    await sara.phone.sees("50 minuti", "Durata corretta da")


async def states(sara: Pocket) -> dict[str, bool]:
    found = await sara.page.eval_on_selector_all("#visit-planned, #visit-running, #visit-over", STATES)
    return dict(found)


def test_ahmed_and_marco_each_get_the_same_invitation(lived_in: House) -> None:
    for person in (AHMED, MARCO):
        with signed_in(lived_in, person) as client:
            assert "C’è una cosa di cui parlare" in client.get("/casa").text
