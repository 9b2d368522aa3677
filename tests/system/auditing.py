"""What an auditor's walk looks at again and again: numbers as Italians write them, and nobody's name."""

import asyncio
import re
import time
from decimal import Decimal

from playwright.async_api import Locator

from tests.people import CAST, DARIO
from tests.system.phone import Phone, photograph
from tests.system.recounted import Figures

NAMES = [it.first_name for it in CAST if it is not DARIO]
SIGNED_WITHIN = 75.0
ASK = re.compile("^Chiedi (il|un altro) fascicolo di prova$")


async def kept(phone: Phone, step: str) -> None:
    """A picture of the whole page, which is never wider than its window."""
    page = phone.page
    width = (page.viewport_size or {"width": 0})["width"]
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await photograph(page, "auditor", f"{step}-{width}")


async def names_nobody(phone: Phone) -> None:
    text = await phone.page.locator("main").inner_text()
    assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []


def named(phone: Phone, row: str, name: str) -> Locator:
    """The one of these rows that has this name."""
    return phone.page.locator(row, has=phone.page.get_by_text(name, exact=True))


async def signed(phone: Phone, name: str, number: str) -> None:
    """Asks for packs until one reaches so far: what was just recorded is signed within a minute."""
    deadline = time.monotonic() + SIGNED_WITHIN
    number_there = named(phone, ".figures > div", name).locator("dd")
    while not await number_there.count() or await number_there.inner_text() != number:
        assert time.monotonic() < deadline
        await asyncio.sleep(1)
        async with phone.page.expect_navigation():
            await phone.touch(phone.page.get_by_role("button", name=ASK))


def in_words(figures: Figures) -> dict[str, str]:
    """What a figure is called on the page of a line → how it is told there."""
    hours, rest = divmod(figures["minuti di accompagnamento"], 60)
    minutes = f" {plain(rest)} min" if rest else ""
    return {
        "convivenze": plain(figures["convivenze"]),
        "visite": plain(figures["visite"]),
        "di accompagnamento": f"{plain(hours)} ore{minutes}",
        "notti": plain(figures["notti"]),
    }


def plain(number: Decimal) -> str:
    whole, comma, rest = said(number).partition(",")
    return whole + (comma + rest).rstrip("0,")


def said(number: Decimal, places: int = 0) -> str:
    """3.054,50: thousands apart, and hundredths where there are some, or always."""
    text = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    return text if places else text.removesuffix(",00")
