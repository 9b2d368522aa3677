"""What was erased stays erased: the list is written first, outlives backups, and is applied before anything is lent."""

import json
import os
import shutil
import stat
from uuid import uuid4

import pytest

from events.category import Category
from services.vault.asking import answered
from services.vault.chest import Chest
from services.vault.erasures import NAME, Erasures, ListUnreadable
from services.vault.keys import Keys, Scope, Wanted

WRAPPING = bytes(range(32))


@pytest.fixture
def house(tmp_path):
    """A vault with its copy inside the folder that is backed up, and the list outside of it."""
    return tmp_path / "data", tmp_path / "erased"


def opened(house):
    data, erased = house
    chest = Chest(Keys(data / "vault.sqlite", WRAPPING, data / "copy" / "vault.sqlite"), Erasures(erased))
    chest.reapply()
    return chest


def a_key(chest, **fields):
    one = Wanted(**{"owner": uuid4(), "dossier": uuid4(), "category": Category.GOALS, **fields})
    return chest.keys.make([one])[0]


def test_the_list_tells_which_keys_when_and_by_which_decision_and_no_names(house):
    chest, decision = opened(house), uuid4()
    key = a_key(chest)

    done = chest.destroy(Scope(owner=key.wanted.owner), decision)

    [line] = (house[1] / NAME).read_text().splitlines()
    assert (done.ids, done.gone, done.complete) == ([key.id], 1, True)
    assert set(json.loads(line)) == {"at", "decision", "keys"}
    assert json.loads(line)["keys"] == [str(key.id)]
    assert json.loads(line)["decision"] == str(decision)
    assert stat.S_IMODE((house[1] / NAME).stat().st_mode) == 0o600


def test_the_same_destruction_again_tells_the_same_number_and_lists_nothing_twice(house):
    chest, decision = opened(house), uuid4()
    key = a_key(chest)

    told = [chest.destroy(Scope(owner=key.wanted.owner), decision).gone for _ in range(2)]

    assert told == [1, 1]
    assert len((house[1] / NAME).read_text().splitlines()) == 1


def test_when_the_list_cannot_be_written_nothing_is_destroyed(house):
    chest = opened(house)
    key = a_key(chest)
    house[1].write_text("no folder")

    with pytest.raises(FileExistsError):
        chest.destroy(Scope(owner=key.wanted.owner), uuid4())

    assert chest.keys.find([key.id])[key.id].key == key.key


def test_a_restored_vault_lends_nothing_before_the_list_is_applied_and_then_nothing_that_is_on_it(house):
    chest = opened(house)
    dead, alive = a_key(chest), a_key(chest)
    chest.close()
    shutil.copytree(house[0], house[0].with_name("backup"))
    chest = opened(house)
    chest.destroy(Scope(owner=dead.wanted.owner), uuid4())
    chest.close()
    shutil.rmtree(house[0])
    house[0].with_name("backup").rename(house[0])

    chest = Chest(Keys(house[0] / "vault.sqlite", WRAPPING), Erasures(house[1]))
    asked = json.dumps({"ids": [str(dead.id), str(alive.id)]}).encode()
    assert answered(chest, "lend", "frontend", asked) == {"error": "unavailable"}
    assert chest.keys.find([dead.id])[dead.id].key == dead.key  # the backup brought it back

    assert chest.reapply() == [dead.id]

    lent = answered(chest, "lend", "frontend", asked)["keys"]
    assert [one.get("refused") for one in lent] == ["destroyed", None]


@pytest.mark.parametrize("bad", [b"not json\n", b"{}\n", b'{"keys": 3}\n', b'{"keys": ["x"]}\n', b"\xff\n"])
def test_a_list_nobody_understands_lets_nothing_be_lent(house, bad):
    chest = opened(house)
    house[1].mkdir()
    (house[1] / NAME).write_bytes(bad)
    again = Chest(chest.keys, Erasures(house[1]))

    with pytest.raises(ListUnreadable):
        again.reapply()

    assert answered(again, "lend", "frontend", b'{"ids": []}') == {"error": "unavailable"}


def test_a_line_cut_off_by_a_crash_is_no_line_and_the_next_one_is_whole(house):
    erasures, first, second = Erasures(house[1]), uuid4(), uuid4()
    erasures.add([first], uuid4())
    with (house[1] / NAME).open("ab") as file:
        file.write(b'{"at": "20')

    assert erasures.keys() == {first}
    erasures.add([second], uuid4())

    assert erasures.keys() == {first, second}


def test_a_lost_list_is_written_again_from_the_tombstones(house):
    chest = opened(house)
    key = a_key(chest)
    chest.destroy(Scope(owner=key.wanted.owner), uuid4())
    os.unlink(house[1] / NAME)

    chest.reapply()

    assert Erasures(house[1]).keys() == {key.id}


def test_an_erased_key_that_only_a_forgotten_copy_knows_is_dead_when_it_comes_back(house, tmp_path):
    chest = opened(house)
    key = a_key(chest)
    chest.close()
    forgotten = shutil.copytree(house[0] / "copy", tmp_path / "forgotten")
    Erasures(house[1]).add([key.id], uuid4())
    shutil.rmtree(house[0])
    opened(house).close()

    shutil.copytree(forgotten, house[0] / "copy", dirs_exist_ok=True)
    (house[0] / "copy" / "vault.sqlite-wal").unlink(missing_ok=True)

    assert opened(house).keys.find([key.id])[key.id].key is None
