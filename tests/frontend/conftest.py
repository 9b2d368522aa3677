"""The style page, served alone."""

from collections.abc import Iterator

import pytest

from frontend.pages.stile.serving import app
from tests.frontend.serving import served


@pytest.fixture(scope="session")
def style_url() -> Iterator[str]:
    with served(app) as url:
        yield f"{url}/stile"
