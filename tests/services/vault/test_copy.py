"""A key is in two files before it is used once; either of them brings the other back."""

import shutil
import sqlite3
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.category import Category
from services.vault.copying import CopyLost
from services.vault.keys import Keys, Scope, Wanted

WRAPPING = bytes(range(32))


def wanted(**fields):
    return Wanted(**{"owner": uuid4(), "dossier": uuid4(), "category": Category.GOALS, **fields})


@pytest.fixture
def paths(tmp_path):
    return tmp_path / "data" / "vault.sqlite", tmp_path / "other-disk" / "vault.sqlite"


def reopened(paths):
    return Keys(paths[0], WRAPPING, paths[1])


def gone(path):
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def test_a_lost_vault_comes_back_from_its_copy_and_a_lost_copy_from_the_vault(paths):
    keys = reopened(paths)
    made = keys.make([wanted() for _ in range(20)])
    keys.close()

    for lost in paths:
        gone(lost)
        keys = reopened(paths)
        assert {it.id: it.key for it in keys.find([one.id for one in made]).values()} == {
            it.id: it.key for it in made
        }
        keys.close()


@pytest.mark.parametrize("away", ["folder", "file"])
def test_without_a_copy_no_new_key_is_used_and_the_old_are_lent_on(paths, away):
    keys = reopened(paths)
    [before] = keys.make([wanted()])
    shutil.rmtree(paths[1].parent) if away == "folder" else gone(paths[1])
    if away == "file":
        paths[1].mkdir()  # nothing can be written there

    with pytest.raises(CopyLost):
        keys.make([wanted()])

    assert keys.find([before.id])[before.id].key == before.key
    assert len(keys.within(Scope(dossier=before.wanted.dossier))) == 1
    keys.close()


def test_a_copy_that_comes_back_is_filled_before_the_next_key_is_used(paths):
    keys = reopened(paths)
    made = keys.make([wanted()])
    shutil.rmtree(paths[1].parent)
    with pytest.raises(CopyLost):
        keys.make([wanted()])
    paths[1].parent.mkdir()

    made += keys.make([wanted()])

    keys.close()
    gone(paths[0])
    assert len(reopened(paths).find([one.id for one in made])) == 2


def test_a_commit_cut_off_between_the_two_files_is_finished_before_the_key_is_used(paths):
    keys, one = reopened(paths), wanted()
    [made] = keys.make([one])
    with sqlite3.connect(paths[1]) as copy:
        copy.execute("DELETE FROM keys")
    copy.close()

    assert keys.make([one])[0].id == made.id

    keys.close()
    gone(paths[0])
    again = reopened(paths)
    assert again.find([made.id])[made.id].key == made.key
    again.close()


def test_destroyed_is_destroyed_in_both_and_a_copy_that_was_away_learns_it(paths):
    keys, one = reopened(paths), wanted()
    [made] = keys.make([one])
    away = paths[1].parent.rename(paths[1].parent.with_name("away"))

    assert keys.destroy([made.id]) is False  # the copy still has it: to be asked again
    away.rename(paths[1].parent)
    assert keys.destroy([]) is True

    keys.close()
    gone(paths[0])
    assert reopened(paths).find([made.id])[made.id].key is None


class TwoFiles(RuleBasedStateMachine):
    """Keys are made and destroyed, files are lost one at a time: what was lent stays, what was destroyed stays away."""

    @initialize(folder=st.uuids())
    def begin(self, folder):
        self.lent, self.dead = {}, set()
        import tempfile
        from pathlib import Path

        self.root = Path(tempfile.mkdtemp())
        self.paths = (self.root / "a" / "vault.sqlite", self.root / "b" / "vault.sqlite")
        self.keys = reopened(self.paths)

    @rule()
    def make(self):
        [made] = self.keys.make([wanted()])
        self.lent[made.id] = made.key

    @rule(data=st.data())
    def destroy(self, data):
        if self.lent:
            one = data.draw(st.sampled_from(sorted(self.lent)))
            assert self.keys.destroy([one])
            self.dead.add(one)

    @rule(which=st.sampled_from([0, 1]))
    def lose(self, which):
        self.keys.close()
        gone(self.paths[which])
        self.keys = reopened(self.paths)

    @invariant()
    def nothing_lost_and_nothing_back(self):
        if hasattr(self, "keys"):
            found = self.keys.find(self.lent)
            for one, key in self.lent.items():
                assert found[one].key == (None if one in self.dead else key)

    def teardown(self):
        if hasattr(self, "keys"):
            self.keys.close()
            shutil.rmtree(self.root)


TestTwoFiles = TwoFiles.TestCase
TestTwoFiles.settings = settings(max_examples=10, stateful_step_count=12, deadline=None)
