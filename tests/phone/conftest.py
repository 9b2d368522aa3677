"""One demo house and a line to it; every check has a phone of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext

from tests.parts.browser import PHONE
from tests.phone.hand import Hand
from tests.phone.proxy import Line, line
from tests.system.house import House, living

NewHand = Callable[..., Awaitable[Hand]]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with living("demo", tmp_path_factory.mktemp("phone") / "casa") as house:
        yield house


@pytest.fixture(scope="session")
def wire(home: House) -> Iterator[Line]:
    with line(home) as it:
        yield it


@pytest.fixture
async def new(browser: Browser, home: House, wire: Line) -> AsyncIterator[NewHand]:
    held: list[BrowserContext] = []
    wire.lose, wire.slow, wire.down, wire.change = 0, 0.0, False, None
    wire.seen.clear()

    async def one(**options: object) -> Hand:
        settings = {"viewport": PHONE, "locale": "it-IT", "timezone_id": "Europe/Rome", "has_touch": True}
        held.append(await browser.new_context(**{**settings, "service_workers": "allow", **options}))  # type: ignore[arg-type]
        held[-1].set_default_timeout(10_000)
        return Hand(held[-1], await held[-1].new_page(), home, wire.url)

    yield one
    for context in held:
        await context.set_offline(False)
        await context.close()


@pytest.fixture
async def hand(new: NewHand) -> Hand:
    """Signed in, with the day on board."""
    it = await new()
    await it.sign_in()
    await it.keeps("/oggi")
    return it
