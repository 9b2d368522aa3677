"""From two people who wait to two who will live together: compared, proposed, met, asked, decided."""

import re

from playwright.async_api import expect

from tests.system.phone import Phone

HOME = "Casa San Concordio"
PRIVATE = "Mi fa piacere, ma ho paura dei litigi per le pulizie."
BECAUSE = "Stessi orari, tutti e due senza fumo. Si sono piaciuti subito."


async def describe(phone: Phone) -> None:
    """How one lives: a few taps, the rest is left open."""
    await phone.open("/domanda")
    await phone.tap("Racconta come vivi", "link")
    await phone.choose("I miei orari", "Faccio tardi la sera")
    await phone.choose("Il fumo", "Non fumo")
    await phone.choose("Quanto silenzio?", "Calma")
    await phone.choose("Mi farebbe piacere", "Una casa in ordine")
    await phone.choose("Proprio non potrei vivere con", "Fumo in casa")
    await phone.keep("09-come-vivo")
    await phone.tap("Salva")
    await phone.sees("Salvato.")


async def compare(phone: Phone) -> None:
    await phone.open("/abbinamenti")
    await phone.sees("Davide")
    await phone.keep("10-abbinamenti")
    await phone.tap("Confronta")
    await phone.sees("In alto chi si trova meglio")
    await phone.keep("11-coppie")


async def propose(phone: Phone, one: str, other: str) -> str:
    """Where the proposal is."""
    pair = phone.page.locator("details.pair", has_text=one).filter(has_text=other).first
    if await pair.get_attribute("open") is None:
        await phone.touch(pair.locator("> summary"))
    await phone.touch(pair.locator("label.chip", has_text=HOME))
    await phone.touch(pair.get_by_role("button", name="Proponi"))
    await phone.sees("Falli incontrare, poi segna il giorno qui.")
    await phone.keep("12-proposta")
    return phone.page.url.removeprefix(phone.house)


async def note_the_meeting(phone: Phone, proposal: str) -> None:
    await phone.open(proposal)
    await phone.tap("Segna l’incontro")
    await phone.sees("Mancano le risposte.")
    await phone.keep("13-incontro")


async def say_yes(phone: Phone, why: str = "") -> None:
    await phone.open("/proposta")
    await phone.sees_title("C’è una persona con cui potresti stare bene")
    await phone.choose("Vuoi abitare con questa persona?", "Sì, vorrei")
    await phone.write("Vuoi dirci perché?", why)
    await phone.tap("Manda la risposta")
    await expect(phone.page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Hai detto sì|Avete detto sì")
    )


async def finds_the_other(phone: Phone, name: str, contact: str = "") -> None:
    """Only after two yeses."""
    await phone.open("/proposta")
    await phone.sees_title("Avete detto sì tutti e due")
    await phone.sees(name, contact)


async def decide(phone: Phone, proposal: str) -> None:
    await phone.open(proposal)
    await phone.sees(PRIVATE, "Ora decidi tu")
    await phone.write("Perché proprio loro due?", BECAUSE)
    await phone.tap("Decidi: vivranno insieme")
    await phone.sees("Vivranno insieme dal", BECAUSE)
    await phone.keep("16-deciso")
