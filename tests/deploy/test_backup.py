"""A backup is whole or it is none, holds no wrapping key, and comes back with new epochs and the keys still here."""

import json
from uuid import uuid4

import pytest

from deploy import preflight, rotate, secrets
from deploy import restore as module
from deploy.backup import MANIFEST, backup
from deploy.preflight import CannotStart
from deploy.restore import restore
from events.category import Category
from services.kernel import restored
from services.kernel.settings import Settings
from services.kernel.store import Store
from services.vault.keys import Keys, Wanted
from services.vault.opening import open_chest
from services.vault.wrapping import WrongWrappingKey, wrapping_key


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A stopped house: a store, a key that was used, and what makes it a house."""
    monkeypatch.delenv("CASA_VAULT_KEY", raising=False)
    data = tmp_path / "casa"
    secrets.make(data)
    Store("pacts", "sqlite", data).close()
    chest = open_chest(Settings(data=data))
    chest.close()
    return data


def a_key(data):
    chest = open_chest(Settings(data=data))
    [made] = chest.keys.make([Wanted(owner=uuid4(), dossier=uuid4(), category=Category.GOALS)])
    chest.close()
    return made


def known(data, key):
    keys = Keys(data / "vault.sqlite", wrapping_key(data / "secrets"))
    found = keys.find([key.id]).get(key.id)
    keys.close()
    return found and found.key


def epoch(data):
    store = Store("pacts", "sqlite", data)
    try:
        return store.epoch
    finally:
        store.close()


def test_what_is_copied_comes_back_and_the_store_is_another_epoch(data, tmp_path):
    key, before = a_key(data), epoch(data)
    files = backup(data, tmp_path / "backup")
    (data / "vault.sqlite").unlink()
    (data / "read").mkdir()

    assert restore(tmp_path / "backup", data) == len(files)

    assert known(data, key) == key.key
    assert epoch(data) != before
    assert not (data / "read").exists()
    assert restored.marked(data)


def test_no_wrapping_key_is_in_a_backup_and_none_of_the_list_of_the_erased(data, tmp_path):
    a_key(data)
    (data / "erased").mkdir()
    (data / "erased" / "erased.jsonl").touch()

    backup(data, tmp_path / "backup")

    wrapping = wrapping_key(data / "secrets")
    assert not any(wrapping in it.read_bytes() for it in (tmp_path / "backup").rglob("*") if it.is_file())
    assert not list((tmp_path / "backup").rglob("erased*"))
    assert not list((tmp_path / "backup").rglob("vault.key"))


def test_keys_made_after_the_backup_are_still_there_after_the_restore(data, tmp_path):
    a_key(data)
    backup(data, tmp_path / "backup")
    later = a_key(data)

    restore(tmp_path / "backup", data)

    assert known(data, later) == later.key


def test_a_damaged_or_unfinished_backup_is_refused_before_anything_is_touched(data, tmp_path):
    a_key(data)
    files, folder = backup(data, tmp_path / "backup"), tmp_path / "backup"
    assert set(json.loads((folder / MANIFEST).read_text())["files"]) == set(files)
    with (folder / "pacts.sqlite").open("r+b") as file:
        file.seek(500)
        file.write(b"\xff")

    with pytest.raises(CannotStart, match="damaged"):
        restore(folder, data)
    (folder / MANIFEST).unlink()
    with pytest.raises(CannotStart, match="whole backup"):
        restore(folder, data)

    assert not restored.marked(data)
    preflight.whole(data)


def test_without_the_wrapping_key_nothing_is_put_back(data, tmp_path):
    a_key(data)
    backup(data, tmp_path / "backup")
    (data / "secrets" / "vault.key").unlink()

    with pytest.raises(CannotStart, match="opens the keys"):
        restore(tmp_path / "backup", data)

    assert not (data / "secrets" / "vault.key").exists()


def test_a_house_half_put_back_does_not_start(data, tmp_path, monkeypatch):
    a_key(data)
    backup(data, tmp_path / "backup")

    def cut(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("deploy.restore.keys_put_back", cut)
    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "backup", data)
    with pytest.raises(CannotStart, match="make restore"):
        preflight.whole(data)

    monkeypatch.undo()
    restore(tmp_path / "backup", data)
    preflight.whole(data)


def test_a_house_half_mended_does_not_start_until_it_is_mended_whole(data, monkeypatch):
    Store("network", "sqlite", data).close()
    before, real, left = epoch(data), module.renew_epoch, [True]

    def cut(store):
        if not left:
            raise KeyboardInterrupt
        left.pop()
        return real(store)

    monkeypatch.setattr(module, "renew_epoch", cut)
    with pytest.raises(KeyboardInterrupt):
        module.mend(data)
    with pytest.raises(CannotStart):
        preflight.whole(data)

    monkeypatch.setattr(module, "renew_epoch", real)
    module.mend(data)
    preflight.whole(data)
    assert epoch(data) != before


def test_mending_what_lies_here_does_not_hide_a_backup_half_put_back(data):
    (data / preflight.HALF).touch()

    module.mend(data)

    with pytest.raises(CannotStart):
        preflight.whole(data)


def test_after_a_new_wrapping_key_an_old_backup_of_the_vault_opens_no_more(data, tmp_path):
    key = a_key(data)
    backup(data, tmp_path / "backup")

    assert rotate.anew(data) == 1

    assert known(data, key) == key.key
    with pytest.raises(WrongWrappingKey):
        Keys(tmp_path / "backup" / "vault.sqlite", wrapping_key(data / "secrets"))
