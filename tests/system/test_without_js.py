"""Without a line of script the house works as well: apply, do a turn, write a note, sign."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from tests.people import COHABITATION_SAN_VITO, MARCO, SARA, Person
from tests.system.house import House
from tests.system.journey import applying
from tests.system.owing import owes
from tests.system.phone import Phone, Phones

NOTE = "Scritta da un telefono vecchio, senza script."


@pytest.fixture(scope="module")
async def plain(browser: Browser, lived_in: House) -> AsyncIterator[Phones]:
    held = Phones(browser, lived_in.url)
    yield held
    await held.close()


async def in_hand(plain: Phones, person: Person) -> Phone:
    phone = await plain.new(person.first_name, java_script_enabled=False)
    return await phone.sign_in(person)


async def test_applying(plain: Phones) -> None:
    phone = await plain.new("Davide", java_script_enabled=False)
    await phone.open("/domanda")
    await phone.tap("Manda la domanda")
    await expect(phone.page.locator("#errors")).to_be_visible()

    await phone.write("Nome", "Sofia")
    await applying.send_it(phone)


async def test_a_turn_is_done_and_taken_back(plain: Phones, lived_in: House) -> None:
    await owes(lived_in, MARCO)
    phone = await in_hand(plain, MARCO)
    await phone.open("/casa")
    done = phone.page.get_by_role("button", name=re.compile("^Fatto"))
    before = await done.count()

    await phone.touch(done.first)
    await phone.sees("Segnato: fatto.")
    await expect(done).to_have_count(before - 1)
    await phone.tap("Annulla")
    await expect(done).to_have_count(before)


async def test_a_note_is_written(plain: Phones) -> None:
    phone = await in_hand(plain, SARA)
    await phone.open("/oggi")
    await phone.tap("Inizia la visita")
    await phone.page.get_by_label("Nota", exact=True).fill(NOTE)
    await phone.touch(phone.page.locator("summary", has_text="Argomento e foto"))
    await phone.choose("Di che cosa?", "La casa")
    await phone.tap("Salva la nota")
    await expect(phone.page.locator("#news")).to_contain_text(NOTE)


async def test_a_pact_is_changed_and_signed(plain: Phones) -> None:
    phone = plain.held["Marco"]
    await phone.open(f"/patto/{COHABITATION_SAN_VITO}")
    await phone.touch(phone.page.get_by_role("link", name=re.compile("Proponi un cambiamento")))
    await phone.touch(phone.page.get_by_text("Le ore di quiete").first)
    await phone.page.locator("details", has_text="Le ore di quiete").locator("input").first.fill("21")
    await phone.touch(phone.page.locator(".thumb button"))
    await phone.sees_title("Leggi il patto e decidi se firmare")
    await phone.tap("Firmo il patto")
    await phone.sees("Hai firmato.")
