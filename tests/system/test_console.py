"""The browser has nothing to complain about while a part of a page is swapped (whole pages: test_every_page)."""

from playwright.async_api import Browser

from tests.people import AHMED
from tests.system.house import House
from tests.system.owing import owes
from tests.system.phone import SETTINGS, Phone
from tests.system.test_every_page import listen

SWAPS = ("innerHTML", "innerMorph")
SWAP = """([swap]) => htmx.ajax("GET", "/turni", {target: "#main", swap})"""


async def test_a_swap_leaves_the_console_and_the_styles_as_they_were(
    browser: Browser, lived_in: House
) -> None:
    phone = await Phone(await (await browser.new_context(**SETTINGS)).new_page(), lived_in.url).sign_in(AHMED)
    said: list[str] = []
    listen(phone.page, said)
    turn = await owes(lived_in, AHMED)
    await phone.open("/turni")
    await phone.touch(phone.page.locator(f"#fatto-{turn} button"))
    await phone.page.locator("#toasts .toast").wait_for()
    for swap in SWAPS:
        await phone.page.evaluate(SWAP, [swap])
    styles = await phone.page.evaluate("[document.adoptedStyleSheets.length, document.styleSheets.length]")
    await phone.page.context.close()

    assert said == []
    assert styles == [0, 1]
