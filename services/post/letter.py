"""A letter as it is asked for: of a known kind, to one bare address, with the few words it may have."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Locale = Literal["it", "en"]
LetterKind = Literal["sign-in-code", "recovery-notice", "new-key", "reminder", "try"]
# One bare address: nothing in it that a header could read as a second one.
PART = r'[^\s@<>()\[\],;:\\"\p{C}]'
Address = Annotated[str, StringConstraints(max_length=254, pattern=rf"^{PART}+@{PART}+\.{PART}+$")]


@dataclass(frozen=True)
class Kind:
    """``words``: name → the only form it may have. ``lasting``: kept and tried again until it has left."""

    words: dict[str, str]
    lasting: bool = True


KINDS: dict[str, Kind] = {
    "sign-in-code": Kind({"code": r"[0-9A-Z][0-9A-Z -]{3,15}", "minutes": r"[0-9]{1,2}"}, lasting=False),
    "recovery-notice": Kind({}),
    "new-key": Kind({}),
    "reminder": Kind({}),
    "try": Kind({}, lasting=False),
}


class Letter(BaseModel):
    """``id``: the same id is never sent twice. No words but those of its kind, in their form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID
    to: Address
    kind: LetterKind
    words: dict[str, Annotated[str, Field(max_length=40)]] = {}
    locale: Locale = "it"

    @model_validator(mode="after")
    def says_only_what_it_may(self) -> "Letter":
        known = KINDS[self.kind].words
        fits = all(re.fullmatch(known[name], word) for name, word in self.words.items() if name in known)
        if set(self.words) != set(known) or not fits:
            raise ValueError("other words than this letter has")
        return self

    @property
    def lasting(self) -> bool:
        return KINDS[self.kind].lasting
