"""Spese on two phones: a bill in three taps, and its correction as a line of its own."""

import re

from playwright.async_api import Locator, expect

from tests.system.phone import Phone


async def note_a_bill(phone: Phone, amount: str, label: str, picture: str) -> None:
    """From the first page of the house."""
    await phone.open("/casa")
    phone.taps = 0
    await phone.touch(phone.page.get_by_role("link", name=re.compile("^Spese")))
    await phone.write("Quanto, in euro?", amount)
    await phone.write("Che cos’era?", label)
    await phone.tap("Segna la spesa")
    await phone.sees("Spesa segnata.", label)
    assert phone.taps <= 4
    await phone.keep(picture)


async def put_it_right(phone: Phone, label: str, amount: str, picture: str) -> None:
    await phone.open("/spese")
    await phone.touch(row(phone, label).first.get_by_role("link", name="Correggi"))
    await phone.choose("Perché?", "la cifra era sbagliata")
    await phone.write("Quanto era davvero, in euro?", amount)
    await phone.tap("Correggi il conto")
    await expect(row(phone, label)).to_have_count(2)
    await expect(row(phone, label).nth(1).locator("del")).to_be_visible()
    await phone.keep(picture)


def row(phone: Phone, label: str) -> Locator:
    return phone.page.locator("li.spent", has_text=label)


async def owes(phone: Phone) -> int:
    """Cents the one who looks owes (plus) or is owed (minus), as the page's first sentence says."""
    await phone.open("/spese")
    title = await phone.page.get_by_role("heading", level=1).inner_text()
    found = re.search(r"([\d.]+),(\d\d)", title)
    cents = int(found[1].replace(".", "") + found[2]) if found else 0
    return cents if title.startswith("Devi") else -cents
