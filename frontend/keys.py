"""The frontend's vault keys: borrowed when first needed, over the bus of this node."""

from collections.abc import Collection
from uuid import UUID

from frontend.bus import Bus, Unreachable
from services.kernel.keyring import Keyring, VaultUnavailable


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
