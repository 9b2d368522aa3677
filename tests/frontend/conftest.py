"""The style page, served alone."""

from collections.abc import AsyncIterator, Iterator

import pytest

from frontend.pages.stile.serving import app
from tests.frontend.house import House, house
from tests.frontend.serving import served
from tests.parts.nats import running_nats


@pytest.fixture(scope="session")
def style_url() -> Iterator[str]:
    with served(app) as url:
        yield f"{url}/stile"


@pytest.fixture(scope="session")
async def web(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house on a server of its own, shared by the tests that only look and ask."""
    data = tmp_path_factory.mktemp("web")
    with running_nats(data) as nats:
        async with house(nats, data) as made:
            yield made
