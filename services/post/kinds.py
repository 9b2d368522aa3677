"""What people may be told of, and how they may want it: a code of each, and never a word of what it is about."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.post.letter import Address, Locale

NoticeKind = Literal["visit-tomorrow", "turn", "trial-ending", "pact-to-sign", "note-missing"]
Way = Literal["push", "e-mail", "nothing"]
Hour = Annotated[int, Field(ge=0, le=23)]

QUIET: tuple[int, int] = (20, 8)
"""Nobody is woken: from eight in the evening to eight in the morning, unless one says otherwise."""


class Wishes(BaseModel):
    """How one person wants to be told; the same hour twice means no quiet hours. What is not named: nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ways: dict[NoticeKind, Way] = {}
    quiet_from: Hour = QUIET[0]
    quiet_until: Hour = QUIET[1]
    locale: Locale = "it"

    def way(self, kind: str) -> Way:
        return next((way for known, way in self.ways.items() if known == kind), "nothing")


class Choosing(BaseModel):
    """``email`` None leaves the address as it was, an empty one takes it away."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: UUID
    wishes: Wishes
    email: Address | Literal[""] | None = None


class Key(BaseModel):
    """What a browser gives: where to send to, and the keys only it can open with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endpoint: Annotated[str, Field(max_length=1024)]
    p256dh: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{80,96}={0,2}$")]
    auth: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,32}={0,2}$")]


class Subscribing(BaseModel):
    """``device``: the browser in these hands; when it is ended, or they sign out there, this ends with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: UUID
    role: Annotated[str, Field(max_length=20)]
    device: Annotated[str, Field(max_length=80)]
    key: Key
