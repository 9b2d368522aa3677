"""The frontend's vault keys: borrowed when first needed, over the bus of this node."""

from collections.abc import Collection
from uuid import UUID

from frontend.bus import Bus, Unreachable
from services.kernel.keyring import Keyring, VaultUnavailable, Vouched


class BorrowedKeys:
    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._ring: Keyring | None = None

    async def for_opening(self, ids: Collection[UUID]) -> dict[UUID, bytes | None]:
        """Raises VaultUnavailable, which carries what is still on loan."""
        if self._ring is None:
            try:
                self._ring = Keyring(self._bus.client, "frontend")
            except Unreachable as error:
                raise VaultUnavailable("message server") from error
        return await self._ring.for_opening(ids)

    def vouched(self) -> Vouched | None:
        """The same as long as no key at all was destroyed; None while nobody can tell."""
        return self._ring.vouched() if self._ring else None

    def lent_until(self, ids: Collection[UUID]) -> float:
        """By the monotonic clock."""
        if self._ring is None:
            return 0.0 if ids else float("inf")
        return self._ring.lent_until(ids)
