"""The tablet of the desk in a browser: it locks itself, and nothing of who was there is left, with a network or without."""

import asyncio

from playwright.async_api import Browser, Page, expect

from deploy.demo.pins import PIN
from tests.system.house import House
from tests.system.phone import SETTINGS


async def comes_in(page: Page, house: House) -> None:
    await page.goto(f"{house.url}/tablet")
    if await page.get_by_role("link", name="Elena").count():
        await page.get_by_role("link", name="Elena").tap()
    await page.fill("[name=pin]", PIN)
    await page.get_by_role("button", name="Entra", exact=True).tap()
    await page.wait_for_url("**/sportello")


async def test_untouched_for_two_minutes_it_locks_and_going_back_shows_nothing(
    browser: Browser, lived_in: House
) -> None:
    context = await browser.new_context(**SETTINGS)
    page = await context.new_page()
    await page.goto(f"{lived_in.url}/demo")
    await page.get_by_role("button", name="Fai di questo dispositivo").tap()
    await page.wait_for_url("**/tablet")
    await comes_in(page, lived_in)
    await page.clock.install()
    await page.reload()
    await page.clock.fast_forward(110_000)
    await page.locator("h1").tap()
    await page.clock.fast_forward(110_000)
    await expect(page.locator("[data-lock]")).to_be_visible()

    await page.clock.fast_forward(12_000)
    await page.wait_for_url("**/tablet")
    await page.goto(f"{lived_in.url}/sportello")
    await expect(page).to_have_url(f"{lived_in.url}/entra")
    await without_a_network(page, lived_in)
    await context.close()


async def without_a_network(page: Page, house: House) -> None:
    """The page goes at once; with the network back the same session stays shut."""
    await comes_in(page, house)
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Blocca").tap()
    await expect(page.get_by_text("Chi hai davanti?")).to_have_count(0)
    await asyncio.sleep(0.2)
    await page.context.set_offline(False)
    await page.goto(f"{house.url}/sportello")
    await page.wait_for_url("**/tablet")
