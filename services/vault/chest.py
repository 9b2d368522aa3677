"""The keys and the list of what was erased: listed before it is destroyed; nothing is lent before the list holds."""

from dataclasses import dataclass
from uuid import UUID

from services.vault.erasures import Erasures
from services.vault.keys import Keys
from services.vault.scope import Scope


@dataclass(frozen=True)
class Destruction:
    """``gone`` counts all tombstones of the scope, also of a destruction cut off before its answer."""

    ids: list[UUID]
    gone: int
    complete: bool


class Chest:
    """For one thread. ``applied``: everything on the list is dead here, so what is lent may be read."""

    def __init__(self, keys: Keys, erasures: Erasures) -> None:
        self.keys = keys
        self._erasures = erasures
        self.applied = False

    def reapply(self) -> list[UUID]:
        """After a restore the list knows more than the keys; where the list was lost, the keys know more.

        Gives the ids destroyed again. Raises ListUnreadable, OSError.
        """
        listed = self._erasures.keys()
        again = listed.difference(self.keys.destroyed())
        self.keys.destroy(again)
        self._erasures.add(set(self.keys.destroyed()) - listed, None)
        self.applied = True
        return list(again)

    def destroy(self, scope: Scope, decision: UUID) -> Destruction:
        """Raises OSError when the list cannot be written: then nothing is destroyed."""
        ids = self.keys.within(scope)
        self._erasures.add(ids, decision)
        complete = self.keys.destroy(ids)
        return Destruction(ids, len(self.keys.within(scope, destroyed=True)), complete)

    def close(self) -> None:
        self.keys.close()
