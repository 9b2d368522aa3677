"""Vault keys on loan: kept in memory for minutes, given back at once when their destruction is announced."""

import asyncio
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from events.category import Category
from services.kernel.sealing import binary

PATIENCE = 2.0
MOST = 200
SILENCE = 4.0
"""Seconds without a word of the vault after which a lease must be asked for again: it speaks every second."""
Purpose = tuple[UUID, UUID, Category]
Vouched = tuple[int, int]
"""How many keys were ever destroyed, and in which connection that was heard: while it is equal, none was since."""


class VaultUnavailable(OSError):
    """The vault did not answer in time. ``lent`` holds the keys asked for whose lease still runs."""

    def __init__(self, why: str, lent: dict[UUID, bytes | None] | None = None) -> None:
        super().__init__(why)
        self.lent = lent or {}


class KeyRefused(RuntimeError):
    """This user may not seal that category: an entry is missing in services/vault/lending.py, or must be."""


@dataclass(frozen=True, repr=False)
class Lease:
    """A key (32 bytes), since and until when it may be used, and in which connection to the server it was lent."""

    key: bytes
    since: float
    until: float
    connection: int


class Keyring:
    """Made inside the running loop. A miss is never remembered; leases outlive the server's absence.

    Nothing lent before counts when an announcement may have been missed: after a reconnection, after a silence
    of the vault, or when it has destroyed more than was heard. While the server itself is away nobody can ask it
    for a destruction either, and a lease lasts its time.
    """

    def __init__(self, client: Client, user: str, lease_seconds: float = 300) -> None:
        self._client = client
        self._user = user
        self._seconds = lease_seconds
        self._loop = asyncio.get_running_loop()
        self._listening: asyncio.Task[None] | None = None
        self._leases: dict[UUID, Lease] = {}
        self._purposes: dict[Purpose, UUID] = {}
        self._gone: set[UUID] = set()
        self._said = -1
        self._heard = 0.0
        self._swept = monotonic()

    @property
    def lent(self) -> int:
        """How many keys are kept here just now."""
        return len(self._leases)

    def borrow(self, owner: UUID, dossier: UUID, category: Category) -> tuple[UUID, bytes]:
        """``for_sealing`` for a thread other than the loop's; waits up to 2 s."""
        known = self._known((owner, dossier, category))
        if known:
            return known
        asked = asyncio.run_coroutine_threadsafe(self.for_sealing(owner, dossier, category), self._loop)
        try:
            return asked.result(PATIENCE)
        except TimeoutError as error:
            asked.cancel()
            raise VaultUnavailable("no answer") from error

    async def for_sealing(self, owner: UUID, dossier: UUID, category: Category) -> tuple[UUID, bytes]:
        """The live key, made if there was none. Raises VaultUnavailable or KeyRefused."""
        purpose = (owner, dossier, category)
        return self._known(purpose) or await self._make(purpose)

    def _known(self, purpose: Purpose) -> tuple[UUID, bytes] | None:
        key_id = self._purposes.get(purpose)
        key = self._leased(key_id) if key_id else None
        return (key_id, key) if key_id and key else None

    def _leased(self, key_id: UUID) -> bytes | None:
        lease = self._leases.get(key_id)
        return lease.key if lease and self._holds(lease) else None

    def vouched(self) -> Vouched | None:
        """None while a word of the vault may have been missed."""
        heard = self._said >= 0 and self._heard > monotonic() - SILENCE and self._client.is_connected
        return (self._said, self._client.stats["reconnects"]) if heard else None

    def lent_until(self, ids: Iterable[UUID]) -> float:
        """By the monotonic clock: when the first of these leases ends. 0 where one is not on loan."""
        found = [self._leases.get(one) for one in ids]
        return min((it.until if it else 0.0 for it in found), default=float("inf"))

    def _holds(self, lease: Lease) -> bool:
        now = monotonic()
        known = max(lease.since, self._heard) > now - SILENCE or not self._client.is_connected
        return known and lease.until > now and lease.connection == self._client.stats["reconnects"]

    async def _make(self, purpose: Purpose) -> tuple[UUID, bytes]:
        owner, dossier, category = purpose
        wanted = {"owner": str(owner), "dossier": str(dossier), "category": category.value}
        connection = self._client.stats["reconnects"]
        [made] = (await self._ask("make", {"wanted": [wanted]}))["keys"]
        if "refused" in made:
            raise KeyRefused(f"{self._user} and {category.value}: {made['refused']}")
        key_id, key = UUID(made["id"]), binary(made["key"])
        if not self._keep(key_id, key, connection):
            raise VaultUnavailable("the key was destroyed meanwhile")
        self._purposes[purpose] = key_id
        return key_id, key

    async def for_opening(self, ids: Collection[UUID]) -> dict[UUID, bytes | None]:
        """None for a key that was destroyed, never existed or is not for us.

        Raises VaultUnavailable, which carries what is still on loan.
        """
        found: dict[UUID, bytes | None] = {one: self._leased(one) for one in ids}
        missing = [one for one, key in found.items() if key is None]
        for start in range(0, len(missing), MOST):
            try:
                found |= await self._lend(missing[start : start + MOST])
            except VaultUnavailable as error:
                raise VaultUnavailable(str(error), {k: key for k, key in found.items() if key}) from error
        return found

    async def _lend(self, ids: Iterable[UUID]) -> dict[UUID, bytes | None]:
        connection = self._client.stats["reconnects"]
        answer = await self._ask("lend", {"ids": [str(one) for one in ids]})
        lent = {UUID(one["id"]): binary(one["key"]) for one in answer["keys"] if "key" in one}
        return {one: key for one, key in lent.items() if self._keep(one, key, connection)}

    def _keep(self, key_id: UUID, key: bytes, connection: int) -> bool:
        """False when the announcement of its destruction overtook the key."""
        self._sweep()
        if key_id not in self._gone:
            now = monotonic()
            self._leases[key_id] = Lease(key, now, now + self._seconds, connection)
        return key_id not in self._gone

    def _sweep(self) -> None:
        if monotonic() - self._swept > self._seconds / 10:
            self._swept = monotonic()
            self._leases = {one: lease for one, lease in self._leases.items() if self._holds(lease)}
            self._purposes = {what: one for what, one in self._purposes.items() if one in self._leases}

    async def _ask(self, act: str, body: dict[str, Any]) -> dict[str, Any]:
        if not self._client.is_connected:
            raise VaultUnavailable("not connected")
        try:
            await self._listen()
            subject = f"casa.vault.{act}.{self._user}"
            reply = await self._client.request(subject, json.dumps(body).encode(), timeout=PATIENCE)
        except (NatsError, TimeoutError) as error:
            raise VaultUnavailable(type(error).__name__) from error
        answer: dict[str, Any] = json.loads(reply.data)
        if "error" in answer:
            raise VaultUnavailable(answer["error"])
        return answer

    async def _listen(self) -> None:
        """Before the first key is lent: whatever is destroyed after that is heard."""
        if self._listening is None:
            self._listening = asyncio.ensure_future(self._subscribe())
        await asyncio.shield(self._listening)

    async def _subscribe(self) -> None:
        await self._client.subscribe("casa.vault.destroyed", cb=self._destroyed)

    async def _destroyed(self, message: Msg) -> None:
        """Also heard every second with nothing in it: ``said`` counts all that was ever destroyed."""
        heard = json.loads(message.data)
        ids = [UUID(one) for one in heard["ids"]]
        if heard["said"] != self._said + len(ids):
            self._leases.clear()
        self._said, self._heard = heard["said"], monotonic()
        self._gone.update(ids)
        for one in ids:
            self._leases.pop(one, None)
