"""What an auditor asks of others: names for an hour, an answer to what was noticed."""

import re

from playwright.async_api import Locator, expect

from tests.system.auditing import kept
from tests.system.phone import Phone


async def opens_the_glass(phone: Phone, why: str) -> None:
    await phone.tap("Ti serve qualcosa che qui è chiuso? Apri per necessità", "link")
    await phone.choose("Che cosa ti serve leggere?", "nome e contatti")
    await phone.choose("Per quale motivo?", "una verifica")
    await phone.write("Perché ti serve adesso?", why)
    await kept(phone, "10-necessita")
    await phone.tap("Apri per un’ora")


async def opens_what_was_late(phone: Phone, figure: str) -> None:
    await phone.open(figure)
    late = phone.page.locator("tr", has_text="In ritardo")
    await phone.touch(late.get_by_role("link", name="fatto", exact=True).last)


async def leaves_a_finding(phone: Phone, words: str) -> None:
    fact = phone.page.locator(".fact:target")
    await phone.touch(fact.get_by_role("link", name=re.compile("Lascia un rilievo")))
    await phone.write("Che cosa hai notato?", words)
    await phone.tap("Lascia il rilievo")


async def answers(phone: Phone, finding: str, words: str) -> None:
    await phone.open("/quadro")
    await phone.touch(phone.page.locator('a[href="/rilievi"]').first)
    asked = phone.page.locator(".card", has_text=finding)
    await asked.locator("summary").tap()
    await asked.get_by_label("La tua risposta").fill(words)
    await asked.get_by_role("button", name="Manda la risposta").tap()
    await phone.sees(words)


async def settles(finding: Locator) -> None:
    await finding.locator("label", has_text="Sistemato").first.tap()
    await finding.get_by_role("button", name="Chiudi il rilievo").tap()


async def unfolds_what_it_was(phone: Phone) -> Locator:
    """Of the one note of this file that was corrected."""
    summary = phone.page.locator("summary", has_text="Com’era prima")
    await summary.tap()
    return phone.page.locator(".fact", has=summary)


async def moves_by_one_fact(phone: Phone, case: str) -> None:
    await phone.open(f"{case}?fino=300&lente=operator")
    await phone.page.locator("#fino").press("ArrowLeft")
    await expect(phone.page).to_have_url(re.compile("fino=299"))
    await phone.tap("Fatto dopo", "link")
    await phone.sees("300 fatti su")
