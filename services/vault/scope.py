"""Whose key, of what, and which keys are meant."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from events.category import Category


class Wanted(BaseModel):
    """Whose key, for what it belongs to, and of which kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: UUID
    dossier: UUID
    category: Category

    def row(self) -> tuple[bytes, bytes, str]:
        return self.owner.bytes, self.dossier.bytes, self.category.value


class Scope(BaseModel):
    """Which keys to destroy: all that match every field given; at least an owner or a dossier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: UUID | None = None
    dossier: UUID | None = None
    category: Category | None = None

    @property
    def bounded(self) -> bool:
        return self.owner is not None or self.dossier is not None

    def given(self) -> dict[str, bytes | str]:
        return {
            name: value.bytes if isinstance(value, UUID) else str(value)
            for name in ("owner", "dossier", "category")
            if (value := getattr(self, name)) is not None
        }


@dataclass(frozen=True, repr=False)
class Key:
    """A key in clear (32 bytes), None when it was destroyed; it has no text form that could reach a log."""

    id: UUID
    wanted: Wanted
    key: bytes | None


def bound(key_id: UUID, wanted: Wanted) -> bytes:
    return b"|".join([key_id.bytes, wanted.owner.bytes, wanted.dossier.bytes, wanted.category.encode()])
