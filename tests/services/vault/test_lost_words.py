"""Whoever did not hear of a destruction uses the key no longer all the same."""

import asyncio
import json
from time import monotonic
from uuid import uuid4

import pytest

from events.category import Category
from services.kernel import keyring
from services.kernel.keyring import Keyring, VaultUnavailable
from services.kernel.settings import Settings
from services.vault.erasures import NAME
from services.vault.service import Vault

GIULIA, HOME = uuid4(), uuid4()


@pytest.fixture
def settings(fresh_nats, tmp_path):
    return Settings(data=tmp_path, nats=fresh_nats.url)


@pytest.fixture
async def vault(settings):
    vault = Vault()
    await vault.start(settings)
    yield vault
    await vault.stop()


@pytest.fixture
async def opening(vault, connect_as, fresh_nats):
    """A ring that holds one key, and that key."""
    sealing = Keyring(await connect_as("accompaniment", fresh_nats), "accompaniment")
    key_id, key = await sealing.for_sealing(GIULIA, HOME, Category.GOALS)
    ring = Keyring(await connect_as("frontend", fresh_nats), "frontend")
    assert (await ring.for_opening([key_id]))[key_id] == key
    return ring, key_id


async def destroy(connect_as, fresh_nats):
    network = await connect_as("network", fresh_nats)
    asked = json.dumps({"owner": str(GIULIA), "decision": str(uuid4())}).encode()
    return json.loads((await network.request("casa.vault.destroy.network", asked, timeout=10)).data)


async def test_an_announcement_that_got_lost_is_noticed_with_the_next_word(
    opening, connect_as, fresh_nats, monkeypatch
):
    ring, key_id = opening
    hear = Keyring._destroyed

    async def deaf(self, message):
        if not json.loads(message.data)["ids"]:
            await hear(self, message)

    monkeypatch.setattr(Keyring, "_destroyed", deaf)
    await ring._client.drain()
    fresh = await connect_as("frontend", fresh_nats)
    ring = Keyring(fresh, "frontend")
    await ring.for_opening([key_id])
    await asyncio.sleep(1.2)  # it has heard how many were ever destroyed
    await ring.for_opening([key_id])

    await destroy(connect_as, fresh_nats)
    began = monotonic()
    while ring._leased(key_id):
        assert monotonic() - began < 30
        await asyncio.sleep(0.02)

    assert await ring.for_opening([key_id]) == {key_id: None}


async def test_a_silent_vault_is_asked_again_before_a_lease_is_used(opening, vault, monkeypatch):
    ring, key_id = opening
    monkeypatch.setattr(keyring, "SILENCE", 0.3)
    await vault.stop()
    await asyncio.sleep(0.4)

    with pytest.raises(VaultUnavailable):
        await ring.for_opening([key_id])


def test_what_is_lent_is_looked_at_again_within_five_seconds():
    from services.vault.service import BEAT

    assert keyring.SILENCE + BEAT <= 5


async def test_a_house_whose_list_cannot_be_read_lends_nothing_until_it_can(settings, connect_as, fresh_nats):
    first = Vault()
    await first.start(settings)
    sealing = Keyring(await connect_as("accompaniment", fresh_nats), "accompaniment")
    key_id, key = await sealing.for_sealing(GIULIA, HOME, Category.GOALS)
    await first.stop()
    settings.erasures.mkdir(exist_ok=True)
    (settings.erasures / NAME).write_text("?\n")

    again = Vault()
    await again.start(settings)
    ring = Keyring(await connect_as("frontend", fresh_nats), "frontend")
    with pytest.raises(VaultUnavailable):
        await ring.for_opening([key_id])
    assert not again.health()["ready"]
    assert (settings.data / "restored").exists()

    (settings.erasures / NAME).unlink()
    while not again.health()["ready"]:
        await asyncio.sleep(0.05)

    assert await ring.for_opening([key_id]) == {key_id: key}
    assert not (settings.data / "restored").exists()
    await again.stop()
