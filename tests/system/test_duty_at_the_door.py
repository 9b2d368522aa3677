"""P-CO 3 and 4: Ahmed ticks a duty by the square at the door, without network; by mistake, and takes it back."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Route, expect

from tests.people import AHMED
from tests.system.field.stairwell import Pocket, pocket
from tests.system.house import House
from tests.system.owing import owes
from tests.system.phone import SETTINGS, Phone
from tests.system.signing_in import signed_in


@pytest.fixture(scope="module")
async def ahmed(browser: Browser, lived_in: House) -> AsyncIterator[Pocket]:
    held = await pocket(browser, lived_in, AHMED)
    yield held
    await held.page.context.close()


async def test_one_tap_at_the_door_marks_it_and_one_takes_it_back_all_without_network(
    ahmed: Pocket, lived_in: House
) -> None:
    turn = await owes(lived_in, AHMED)
    await ahmed.opens("/turni")
    await ahmed.keeps("/turni")
    at_door = ahmed.page.locator(".at-door", has=ahmed.page.locator(f"#porta-fatto-{turn}"))
    part = await at_door.get_attribute("id")
    await ahmed.away()
    await ahmed.opens("/oggi")  # away from the page; the square opens it anew
    await ahmed.opens(f"/turni#{part}")

    await expect(ahmed.page.locator(".at-door:visible")).to_have_count(1)
    ahmed.phone.taps = 0
    await ahmed.phone.touch(ahmed.page.locator(f"#{part} button"))
    assert ahmed.phone.taps == 1
    await ahmed.waiting(1)
    await expect(ahmed.page.locator(f"#{part} form")).to_be_hidden()
    await ahmed.phone.tap("Annulla")
    await ahmed.waiting(0)

    await ahmed.page.reload()
    await ahmed.phone.touch(ahmed.page.locator(f"#{part} button"))
    await ahmed.waiting(1)
    await ahmed.back()
    await ahmed.all_sent()
    with signed_in(lived_in, AHMED) as desk:
        assert f"/turni/fatti/{turn}/annullo" in desk.get("/turni").text


async def test_it_is_said_also_where_the_page_was_drawn_anew_before_the_answer(
    browser: Browser, lived_in: House
) -> None:
    """The fact reaches the open page by itself, and may be faster than the answer to whoever did it."""
    context = await browser.new_context(**SETTINGS)
    phone = await Phone(await context.new_page(), lived_in.url).sign_in(AHMED)
    chore = phone.page.locator(f"#fatto-{await owes(lived_in, AHMED)}")
    await phone.open("/casa")
    await expect(chore).to_have_count(1)

    async def late(route: Route) -> None:
        answer = await route.fetch()
        await expect(chore).to_have_count(0)
        await route.fulfill(response=answer)

    await phone.page.route("**/invii", late)
    await phone.touch(chore.get_by_role("button"))
    await phone.sees("Segnato: fatto.")
    await context.close()
