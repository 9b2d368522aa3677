"""One demo house for all tests that only look at it."""

from collections.abc import Iterator

import pytest

from tests.system.house import House, living


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with living("demo", tmp_path_factory.mktemp("demo") / "casa") as house:
        yield house
