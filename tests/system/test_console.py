"""The browser has nothing to complain about: not on a page of the cast, and not while a part of one is swapped."""

import pytest
from playwright.async_api import Browser, Page

from tests.people import AHMED, Person
from tests.system.house import House
from tests.system.phone import SETTINGS, Phone
from tests.system.test_every_page import PAGES

# Chromium notes every answer that is not fine; this address is asked for because it is not there.
MISSING = "/niente"
SWAPS = ("innerHTML", "innerMorph")
SWAP = """([swap]) => htmx.ajax("GET", "/turni", {target: "#main", swap})"""


async def heard(browser: Browser, house: House, who: Person | None) -> tuple[Phone, list[str]]:
    """A phone of theirs, and all that its console says from now on."""
    context = await browser.new_context(**SETTINGS)
    phone = Phone(await context.new_page(), house.url)
    said: list[str] = []
    if who:
        await phone.sign_in(who)
    listen(phone.page, said)
    return phone, said


def listen(page: Page, said: list[str]) -> None:
    page.on("console", lambda it: said.append(f"{page.url} {it.type}: {it.text}"))
    page.on("pageerror", lambda it: said.append(f"{page.url} {it}"))


@pytest.mark.parametrize("who", PAGES, ids=[it.first_name if it else "nobody" for it in PAGES])
async def test_no_page_makes_the_console_speak(browser: Browser, demo: House, who: Person | None) -> None:
    phone, said = await heard(browser, demo, who)
    for path in PAGES[who]:
        if path != MISSING:
            await phone.open(path)
            await phone.page.wait_for_function("window.htmx")
    await phone.page.context.close()

    assert said == []


async def test_a_swap_leaves_the_console_and_the_styles_as_they_were(
    browser: Browser, lived_in: House
) -> None:
    phone, said = await heard(browser, lived_in, AHMED)
    await phone.open("/turni")
    await phone.touch(phone.page.locator("form[hx-post] button").first)
    await phone.page.locator("#toasts .toast").wait_for()
    for swap in SWAPS:
        await phone.page.evaluate(SWAP, [swap])
    styles = await phone.page.evaluate("[document.adoptedStyleSheets.length, document.styleSheets.length]")
    await phone.page.context.close()

    assert said == []
    assert styles == [0, 1]
