"""The main jobs with the keys alone: nobody touches, nobody points."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from deploy.demo.story.accompaniment import visit_of
from tests.people import COHABITATION_SAN_VITO, ELENA, GIULIA, MARCO, SARA, Person
from tests.system.house import House
from tests.system.keyboard import Keyboard
from tests.system.owing import owes
from tests.system.phone import Phones

KEPT = "Salvato su questo telefono"


@pytest.fixture(scope="module")
async def hands(browser: Browser, lived_in: House) -> AsyncIterator[Phones]:
    held = Phones(browser, lived_in.url)
    yield held
    await held.close()


async def at_the_door(hands: Phones, person: Person) -> Keyboard:
    phone = await hands.new(person.first_name, has_touch=False)
    return await Keyboard(phone.page, hands.house).sign_in(person)


async def test_a_note_is_added_to_a_visit(hands: Phones) -> None:
    sara = await at_the_door(hands, SARA)
    await sara.open(f"/visite/{visit_of(COHABITATION_SAN_VITO, 0)['stream']}")
    await sara.press("Aggiungi un’altra nota")
    await sara.reach("Nota")
    await sara.page.keyboard.type("Scritta senza mouse.")
    await sara.press("Salva la nota")

    await sara.hears(KEPT)
    await sara.hears("Nota salvata.")
    await expect(sara.page.locator("#visit li.card", has_text="Scritta senza mouse.")).to_be_visible()
    await sara.is_somewhere()


async def test_a_duty_is_done_and_undone(hands: Phones, lived_in: House) -> None:
    await owes(lived_in, MARCO)
    marco = await at_the_door(hands, MARCO)
    await marco.open("/casa")
    open_ones = marco.page.locator("form[id^='fatto-']:visible")
    before = await open_ones.count()
    await marco.press("Fatto")
    await marco.hears(KEPT)
    await expect(open_ones).to_have_count(before - 1)
    await marco.is_somewhere()
    await marco.press("Annulla")

    await marco.hears("Tolto il segno.", "Annullato: non è partito niente.", "Inviato.")
    await expect(open_ones).to_have_count(before)
    await marco.is_somewhere()


async def test_a_contact_is_opened_at_the_info_point(hands: Phones) -> None:
    elena = await at_the_door(hands, ELENA)
    await elena.open("/sportello")
    await elena.press("Apri un contatto")

    await elena.hears(KEPT)
    await elena.hears("Contatto aperto, senza nome.")
    await expect(elena.page.locator("#sheet .card h2", has_text="Ospite")).to_be_visible()
    await elena.is_somewhere()


async def test_a_mood_is_told_and_what_left_is_read(hands: Phones) -> None:
    giulia = await at_the_door(hands, GIULIA)
    await giulia.open("/come-sto")
    await giulia.press("Sto bene")
    await giulia.hears("Grazie. L’hai detto tu.")
    await expect(giulia.page.get_by_text("Oggi hai detto: sto bene.")).to_be_visible()
    await giulia.is_somewhere()

    await giulia.open("/come-sto")
    await giulia.press("Tutto arrivato")
    await expect(giulia.page).to_have_url(f"{hands.house}/invii")
    await expect(giulia.page.locator(".sending").first).to_be_visible()
