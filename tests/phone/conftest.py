"""One demo house and a line to it; every check has a phone of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser

from tests.parts.browser import PHONE
from tests.phone.hand import Hand
from tests.phone.proxy import Line, line
from tests.system.house import House, living


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with living("demo", tmp_path_factory.mktemp("phone") / "casa") as house:
        yield house


@pytest.fixture(scope="session")
def wire(home: House) -> Iterator[Line]:
    with line(home) as it:
        yield it


@pytest.fixture(autouse=True)
def sound(wire: Line) -> None:
    wire.lose, wire.slow, wire.down, wire.mute, wire.change = 0, 0.0, False, False, None
    wire.seen.clear()


async def fresh(browser: Browser, home: House, wire: Line) -> Hand:
    """A new phone, signed in, with the day on board."""
    settings = {"viewport": PHONE, "locale": "it-IT", "timezone_id": "Europe/Rome", "has_touch": True}
    context = await browser.new_context(**{**settings, "service_workers": "allow"})  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    hand = Hand(context, await context.new_page(), home, wire.url)
    await hand.sign_in()
    await hand.keeps("/oggi")
    return hand


@pytest.fixture
async def own(browser: Browser, home: House, wire: Line) -> AsyncIterator[Hand]:
    """For a check that leaves a phone other than it was."""
    hand = await fresh(browser, home, wire)
    yield hand
    await hand.context.close()


@pytest.fixture(scope="session")
async def shared(browser: Browser, home: House, wire: Line) -> AsyncIterator[Hand]:
    hand = await fresh(browser, home, wire)
    yield hand
    await hand.context.close()


@pytest.fixture
async def hand(shared: Hand) -> Hand:
    """The same phone for many checks, emptied."""
    await shared.cut(False)
    for page in shared.context.pages[1:]:
        await page.close()
    shared.page = shared.context.pages[0] if shared.context.pages else await shared.context.new_page()
    await shared.open("/invii")
    await shared.page.evaluate(EMPTY)
    return shared


EMPTY = """Casa.within(["items", "drafts", "photos", "known"], "readwrite", (...them) => {
  them.slice(0, 3).forEach((it) => it.clear());
  them[3].delete("later");
})"""
