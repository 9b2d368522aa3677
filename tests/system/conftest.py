"""A demo house that tests may change and take forward in time, and phones that stay in the same hands."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser

from tests.system.house import House, living
from tests.system.phone import Phones


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with living("pretending", tmp_path_factory.mktemp("lived_in") / "casa") as house:
        yield house


@pytest.fixture(scope="module")
async def phones(browser: Browser, lived_in: House) -> AsyncIterator[Phones]:
    held = Phones(browser, lived_in.url)
    yield held
    await held.close()
