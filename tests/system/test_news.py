"""News from another phone reaches an open page by itself, and never takes away what somebody is doing there."""

import re

from playwright.async_api import expect

from tests.people import AHMED, MARCO
from tests.system.house import House
from tests.system.owing import owes
from tests.system.phone import Phones

HALF = "Una parola a metà"


async def test_what_is_being_written_and_what_is_open_stays_while_news_arrives(
    phones: Phones, lived_in: House
) -> None:
    await owes(lived_in, MARCO)
    ahmed, marco = await phones.of(AHMED), await phones.of(MARCO)
    await ahmed.open("/obiettivi")
    await ahmed.page.get_by_label("Che cosa vuoi riuscire a fare?").fill(HALF)
    opened = ahmed.page.locator("main details").first
    await ahmed.touch(opened.locator("summary"))

    await marco.open("/casa")
    async with ahmed.page.expect_response(re.compile("/obiettivi"), timeout=30_000):
        await marco.touch(marco.page.get_by_role("button", name=re.compile("^Fatto")).first)
    await ahmed.page.wait_for_timeout(200)

    await expect(ahmed.page.get_by_label("Che cosa vuoi riuscire a fare?")).to_have_value(HALF)
    assert await opened.evaluate("it => it.open")
