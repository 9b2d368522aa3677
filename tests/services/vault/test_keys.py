"""One live key per owner, dossier and category, wrapped on disk; a destroyed one leaves nothing but a tombstone."""

import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.category import Category
from services.vault.keys import Keys, Scope, Wanted
from services.vault.wrapping import WrongWrappingKey, unwrap, wrap, wrapping_key

WRAPPING = bytes(range(32))


def wanted(**fields):
    return Wanted(**{"owner": uuid4(), "dossier": uuid4(), "category": Category.GOALS, **fields})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "vault.sqlite"


@pytest.fixture
def keys(path):
    keys = Keys(path, WRAPPING)
    yield keys
    keys.close()


def erase(keys, scope):
    ids = keys.within(scope)
    assert keys.destroy(ids)
    return ids


def on_disk(path):
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())


def test_the_same_key_for_the_same_purpose_and_another_for_any_other(keys):
    one = wanted()
    others = [
        wanted(),
        wanted(owner=one.owner),
        wanted(owner=one.owner, dossier=one.dossier, category="pact"),
    ]

    [first] = keys.make([one])
    again, *rest = keys.make([one, *others])

    assert (again.id, again.key) == (first.id, first.key)
    assert len({first.key, *(key.key for key in rest)}) == 4
    assert len(first.key) == 32


def test_the_same_purpose_twice_in_one_request_gives_one_key(keys):
    one = wanted()

    first, second = keys.make([one, one])

    assert first.id == second.id


def test_keys_survive_a_restart(path):
    one = wanted()
    before = Keys(path, WRAPPING)
    [made] = before.make([one])
    before.close()

    after = Keys(path, WRAPPING)

    assert after.find([made.id])[made.id].key == made.key
    after.close()


def test_many_at_once_get_one_key(path):
    one = wanted()

    def ask(_):
        keys = Keys(path, WRAPPING)
        [made] = keys.make([one])
        keys.close()
        return made.id, made.key

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(24)))) == 1


def test_no_key_stands_in_clear_in_any_file(keys, path):
    made = keys.make([wanted() for _ in range(50)])

    disk = on_disk(path)

    assert [key.id for key in made if key.id.bytes not in disk] == []  # we do look where they would be
    assert [key.id for key in made if key.key in disk or key.key.hex().encode() in disk] == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_destroying_overwrites_the_wrapped_key_everywhere_and_leaves_a_tombstone(keys, path):
    one, other = wanted(), wanted()
    [made, kept] = keys.make([one, other])
    with sqlite3.connect(path) as reader:
        wrapped = dict(reader.execute("SELECT id, wrapped FROM keys").fetchall())
    reader.close()
    assert wrapped[made.id.bytes] in on_disk(path)

    assert erase(keys, Scope(owner=one.owner)) == [made.id]

    assert wrapped[made.id.bytes] not in on_disk(path)
    assert wrapped[kept.id.bytes] in on_disk(path)
    assert keys.find([made.id])[made.id].key is None
    assert keys.find([kept.id])[kept.id].key == kept.key


def test_also_where_pages_were_split_and_moved_no_byte_of_a_destroyed_key_is_left(path):
    keys = Keys(path, WRAPPING, path.parent / "copy" / "vault.sqlite")
    made = [key for _ in range(20) for key in keys.make([wanted() for _ in range(100)])]
    with sqlite3.connect(path) as reader:
        wrapped = dict(reader.execute("SELECT id, wrapped FROM keys").fetchall())
    reader.close()

    assert keys.destroy([key.id for key in made[::2]])

    disk = b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    assert [key.id for key in made[::2] if wrapped[key.id.bytes][12:44] in disk] == []
    assert [key.id for key in made[1::2] if wrapped[key.id.bytes] not in disk] == []
    keys.close()


def test_after_destruction_a_new_key_is_made_and_the_old_stays_destroyed(keys):
    one = wanted()
    [old] = keys.make([one])
    erase(keys, Scope(owner=one.owner))

    [new] = keys.make([one])

    assert new.id != old.id
    assert keys.find([old.id])[old.id].key is None
    assert erase(keys, Scope(owner=one.owner)) == [new.id]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_scope_destroys_what_matches_all_of_it_and_nothing_else(tmp_path_factory, data):
    keys = Keys(tmp_path_factory.mktemp("v") / "vault.sqlite", WRAPPING)
    people, cases, kinds = [uuid4() for _ in range(3)], [uuid4() for _ in range(2)], [*Category][:3]
    made = keys.make(Wanted(owner=o, dossier=d, category=c) for o in people for d in cases for c in kinds)
    scope = Scope(
        owner=data.draw(st.sampled_from([None, *people])),
        dossier=data.draw(st.sampled_from(cases)),
        category=data.draw(st.sampled_from([None, *kinds])),
    )

    destroyed = set(erase(keys, scope))

    for key in made:
        matches = all(value in (None, getattr(key.wanted, name)) for name, value in dict(scope).items())
        assert (key.id in destroyed) == matches == (keys.find([key.id])[key.id].key is None)
    keys.close()


def test_what_was_destroyed_lately_can_be_told_again(keys):
    one = wanted()
    [made] = keys.make([one])
    erase(keys, Scope(owner=one.owner))

    now = datetime.now(UTC)
    assert keys.destroyed(now - timedelta(minutes=1)) == [made.id]
    assert keys.destroyed(now + timedelta(minutes=1)) == []


def test_another_wrapping_key_is_refused_at_the_door(path):
    keys = Keys(path, WRAPPING)
    keys.make([wanted()])
    keys.close()

    with pytest.raises(WrongWrappingKey):
        Keys(path, bytes(32))


def test_a_key_moved_to_another_row_does_not_open(keys, path):
    first, second = keys.make([wanted(), wanted()])
    with sqlite3.connect(path) as thief:
        take = "UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = ?) WHERE id = ?"
        thief.execute(take, (first.id.bytes, second.id.bytes))
    thief.close()

    with pytest.raises(WrongWrappingKey):
        keys.find([second.id])


def test_wrapping_the_same_key_twice_looks_different():
    key = os.urandom(32)

    assert wrap(key, b"a", WRAPPING) != wrap(key, b"a", WRAPPING)
    assert unwrap(wrap(key, b"a", WRAPPING), b"a", WRAPPING) == key


def test_the_wrapping_key_is_made_once_and_only_its_owner_may_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv("CASA_VAULT_KEY", raising=False)

    made = wrapping_key(tmp_path / "secrets")

    assert wrapping_key(tmp_path / "secrets") == made
    assert len(made) == 32
    assert stat.S_IMODE((tmp_path / "secrets" / "vault.key").stat().st_mode) == 0o600


def test_the_wrapping_key_may_come_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("CASA_VAULT_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")

    assert wrapping_key(tmp_path) == WRAPPING
    assert list(tmp_path.iterdir()) == []


def test_a_short_wrapping_key_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("CASA_VAULT_KEY", "AAEC")

    with pytest.raises(ValueError, match="32 bytes, not 3"):
        wrapping_key(tmp_path)


def test_a_key_has_no_text_form(keys):
    [made] = keys.make([wanted()])

    assert made.key.hex() not in repr(made)
    assert repr(made.key) not in repr(made)
