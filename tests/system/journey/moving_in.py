"""From the decision to a pact in force: who accompanies, what is agreed, who signs, and the first turns."""

import re

from playwright.async_api import expect

from tests.people import Person
from tests.system.phone import Phone


async def assign(phone: Phone, operator: Person, home: str) -> None:
    await phone.open(f"/rete/persone/{operator.id}")
    await phone.touch(phone.page.get_by_text("Dai una casa da seguire"))
    await phone.choose("Quale?", home)
    await phone.tap("Dai l’incarico")
    await phone.sees(f"Segue {home}")
    await phone.keep("17-incarico")


async def draft(phone: Phone, home: str) -> str:
    """Where the pact is."""
    await phone.open("/casi")
    await phone.touch(phone.page.get_by_role("link", name=re.compile(home)))
    await phone.tap("Scrivi il patto", "link")
    await phone.keep("18-bozza")
    await phone.tap("Prepara il testo")
    await phone.sees("Il patto aspetta 3 firme")
    await phone.keep("19-da-firmare")
    return phone.page.url.removeprefix(phone.house).partition("?")[0]


async def explain(phone: Phone, pact: str, name: str) -> None:
    await phone.open(pact)
    card = phone.page.locator("form.card", has_text=f"Ne avete parlato con {name}?")
    await phone.touch(card.locator("label.tick"))
    await phone.touch(card.get_by_role("button"))
    await expect(card).to_have_count(0)


async def read_both_and_sign(phone: Phone, pact: str, picture: str) -> None:
    await phone.open(pact)
    await phone.sees_title("Leggi il patto e decidi se firmare")
    await phone.tap("Versione facile", "link")
    await phone.keep(f"{picture}-facile")
    await phone.tap("Testo intero", "link")
    await phone.sees("Ogni persona ha una stanza sua")
    await phone.tap("Firmo il patto")
    await phone.sees("Hai firmato.")
    await phone.keep(picture)


async def sign_for_the_body(phone: Phone, pact: str) -> None:
    await phone.open(pact)
    await phone.tap("Registra la firma")
    await phone.sees("Il nostro patto", "In vigore dal")
    await phone.keep("22-in-vigore")
