"""A few of the many saves of `make offline-fuzz`."""

from playwright.async_api import Browser

from tests.phone.fuzz.saving import run
from tests.phone.proxy import Line


async def test_forty_saves_on_a_bad_line_are_forty_facts(browser: Browser, wire: Line) -> None:
    assert await run(browser, wire, 40, 11) == {"saves": 40, "facts": 40, "lost": 0, "doubled": 0}
