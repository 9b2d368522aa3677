"""A new wrapping key: every key opens as before, the old one opens nothing any more, and a cut in the middle is healed."""

import os
from uuid import uuid4

import pytest

from events.category import Category
from services.vault import rewrapping
from services.vault.keys import Keys, Wanted
from services.vault.rewrapping import finish, rewrap, rotate
from services.vault.wrapping import WrongWrappingKey, wrapping_key


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.delenv("CASA_VAULT_KEY", raising=False)
    files = (tmp_path / "vault.sqlite", tmp_path / "copy" / "vault.sqlite")
    return tmp_path / "secrets", files


def opened(house):
    return Keys(house[1][0], wrapping_key(house[0]), house[1][1])


def filled(house):
    keys = opened(house)
    made = keys.make([Wanted(owner=uuid4(), dossier=uuid4(), category=Category.PACT) for _ in range(12)])
    keys.destroy([made[0].id])
    keys.close()
    return {it.id: it.key for it in made[1:]}


def read(house, made):
    keys = opened(house)
    found = {one: key.key for one, key in keys.find(made).items()}
    keys.close()
    return found


def test_every_key_is_wrapped_anew_and_the_old_wrapping_key_is_gone(house):
    made = filled(house)
    old = wrapping_key(house[0])
    wrapped = b"".join(file.read_bytes() for file in house[1])

    assert rotate(*house) == 11

    new = wrapping_key(house[0])
    assert new != old
    assert read(house, made) == made
    with pytest.raises(WrongWrappingKey):
        Keys(house[1][0], old)
    assert not any(old in file.read_bytes() for file in house[0].rglob("*"))
    assert not any(file.read_bytes() == wrapped for file in house[1])


@pytest.mark.parametrize("cut", ["before anything", "between the files", "before the switch"])
def test_cut_off_anywhere_it_is_finished_at_the_next_start(house, monkeypatch, cut):
    made = filled(house)
    old = wrapping_key(house[0])
    done = []

    def cutting(path, *keys):
        if len(done) == {"before anything": 0, "between the files": 1}.get(cut, 9):
            raise KeyboardInterrupt
        done.append(path)
        return rewrap(path, *keys)

    def switching(secret):
        secret.write_bytes(bytes(32))
        raise KeyboardInterrupt

    monkeypatch.setattr(rewrapping, "rewrap", cutting)
    monkeypatch.setattr(rewrapping, "overwrite", switching)
    with pytest.raises(KeyboardInterrupt):
        rotate(*house)
    monkeypatch.undo()

    finish(*house)

    assert read(house, made) == made
    assert wrapping_key(house[0]) != old
    assert finish(*house) == 0


def test_a_wrapping_key_from_the_environment_is_followed_by_one_from_there(house, monkeypatch):
    def text(key):
        return key.hex() and __import__("base64").urlsafe_b64encode(key).decode()

    monkeypatch.setenv("CASA_VAULT_KEY", text(os.urandom(32)))
    made = filled(house)
    with pytest.raises(KeyError, match="CASA_VAULT_KEY_NEXT"):
        rotate(*house)
    monkeypatch.setenv("CASA_VAULT_KEY_NEXT", text(b"n" * 32))

    rotate(*house)

    monkeypatch.setenv("CASA_VAULT_KEY", text(b"n" * 32))
    assert read(house, made) == made
