"""Days in a home: a turn done with one tap and taken back, a visit with its notes, a goal of one's own."""

import re
from uuid import UUID

from playwright.async_api import expect

from tests.system.phone import Phone

GOAL = "Cucinare tre piatti senza guardare la ricetta"
SHARED = "Hanno diviso la spesa senza litigare."
TEAM = "Attenzione al riscaldamento: la caldaia va vista."
CORRECTED = "Attenzione al riscaldamento: la caldaia è stata vista oggi."


async def lives_there_now(phone: Phone, home: str) -> None:
    """The same phone, the same session as when applying."""
    await phone.open("/")
    await expect(phone.page.locator(".house-who")).to_contain_text("Vive qui")
    await phone.sees(home)
    await phone.keep("23-casa")


async def do_a_turn_and_undo_it(phone: Phone, turn_id: UUID) -> None:
    await phone.open("/casa")
    phone.taps = 0
    turn = phone.page.locator(f"#turno-{turn_id}")
    await phone.touch(turn.get_by_role("button"))
    await phone.sees("Segnato: fatto.")
    assert phone.taps == 1
    await phone.keep("24-turno-fatto")
    await phone.touch(turn.get_by_role("button", name="Annulla"))
    await expect(turn.get_by_role("button", name=re.compile("^Fatto"))).to_be_visible()
    assert phone.taps == 2
    await phone.keep("25-turno-annullato")


async def choose_a_goal(phone: Phone) -> None:
    await phone.open("/obiettivi")
    await phone.page.locator("textarea").first.fill(GOAL)
    await phone.choose("Di che cosa parla?", "Vita in casa")
    await phone.tap("Salva l’obiettivo")
    await expect(phone.page.get_by_role("heading", name=GOAL)).to_be_visible()
    await expect(phone.page.locator("textarea").first).to_have_value("")
    await phone.keep("26-obiettivo")


async def plan_a_visit(phone: Phone, home: str) -> None:
    await phone.open("/casi")
    await phone.touch(phone.page.get_by_role("link", name=re.compile(home)))
    await phone.tap("Pianifica una visita", "link")
    await phone.keep("27-fissa-visita")
    await phone.tap("Fissa la visita")
    await phone.sees("Visita fissata", "Già fissate")


async def make_the_visit(phone: Phone, home: str) -> None:
    """With one note it would have ended after the last two taps counted here."""
    await phone.open("/casi")
    await phone.touch(phone.page.get_by_role("link", name=re.compile(home)))
    phone.taps = 0
    await phone.tap("Vai alla visita di oggi", "link")
    await phone.tap("Inizia la visita")
    await note(phone, SHARED, "Accordi", "Tutta la casa")
    one_note = phone.taps
    await note(phone, TEAM, "La casa", "Solo l’équipe")
    await rate(phone)
    phone.taps = one_note
    await phone.tap("Chiudi la visita")
    await phone.sees("Fatta", SHARED, TEAM)
    assert phone.taps <= 9, phone.taps
    await phone.keep("30-visita-fatta")


async def note(phone: Phone, text: str, section: str, visibility: str) -> None:
    await phone.page.get_by_label("Nota", exact=True).fill(text)
    await phone.choose("Chi la può leggere?", visibility)
    await phone.touch(phone.page.locator("summary", has_text="Argomento e foto"))
    await phone.choose("Di che cosa?", section)
    await phone.keep("28-nota")
    await phone.tap("Salva la nota")
    await expect(phone.page.locator("#news")).to_contain_text(text)


async def rate(phone: Phone) -> None:
    rung = phone.page.locator("form.card", has_text=GOAL).get_by_role(
        "button", name=re.compile("A voce|voce")
    )
    await phone.touch(rung)
    await expect(phone.page.locator("form.card", has_text=GOAL)).to_contain_text("da Sara")
    await phone.keep("29-gradino")


async def correct_it(phone: Phone) -> None:
    """The note as it was stays readable, struck out."""
    card = phone.page.locator("#news li.card", has_text=TEAM)
    await phone.touch(card.get_by_role("link", name="Correggi"))
    await phone.page.get_by_label("Com’è giusto").fill(CORRECTED)
    await phone.choose("Perché la correggi?", "Mancava qualcosa")
    await phone.tap("Salva la correzione")
    await expect(phone.page.locator("#news del")).to_have_text(TEAM)
    await phone.sees(CORRECTED)
    await phone.keep("31-nota-corretta")


async def correct_how_long(phone: Phone) -> None:
    await phone.tap("Correggi la durata", "link")
    await phone.page.locator("input[inputmode=numeric]").first.fill("75")
    await phone.choose("Perché", "L’ora era sbagliata")
    await phone.touch(phone.page.locator(".thumb button"))
    await phone.sees("Durata corretta da Sara", "1 ora e 15 min")
    await phone.keep("32-durata-corretta")
