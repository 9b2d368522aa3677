"""The house with an open call, for all pages on the way to a home."""

from collections.abc import AsyncIterator

import pytest

from tests.frontend.house import House
from tests.frontend.pages.opened_call import open_call


@pytest.fixture(scope="session")
async def calling(web: House) -> AsyncIterator[House]:
    async with open_call(web) as made:
        yield made
