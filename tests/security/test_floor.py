"""The list of the floor stays true: its settings stand where it says, its tests exist, and the guide names each."""

import re
from pathlib import Path

import pytest

from tests.security.floor.items import ITEMS, Item

ROOT = Path(__file__).parents[2]
NAMED = [f"{item.number} {item.what}" for item in ITEMS]


@pytest.mark.parametrize("item", ITEMS, ids=NAMED)
def test_the_setting_stands_where_the_list_says(item: Item):
    assert (ROOT / item.file).read_text().count(item.before) == 1


@pytest.mark.parametrize("item", ITEMS, ids=NAMED)
def test_its_test_exists(item: Item):
    file, _, name = item.test.partition("::")
    assert re.search(rf"^(async )?def {name or 'test_'}", (ROOT / file).read_text(), re.MULTILINE)


def test_the_guide_speaks_of_every_item_of_the_promises():
    told = set(re.findall(r"^\| (\d+) \|", (ROOT / "docs/security.md").read_text(), re.MULTILINE))

    assert told == {str(number) for number in range(1, 29)}
    assert {item.number for item in ITEMS} <= told
