"""Phones of the cast at the one demo house of the whole run: nothing sent here may change it."""

from collections.abc import Iterator

import pytest

from tests.people import AHMED, ELENA, GIULIA, MARTA, SARA, UGO
from tests.system.house import House
from tests.system.posted import Hands, in_hands


@pytest.fixture(scope="package")
def hands(demo: House) -> Iterator[Hands]:
    with in_hands(demo, (AHMED, ELENA, GIULIA, MARTA, SARA, UGO)) as held:
        yield held
