"""How someone lives and what they look for: the private value a match reasons on."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from events.matching.home import Accessibility

Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Wish = Literal["quiet-home", "tidy-home", "same-rhythm", "few-guests", "many-guests", "common-language"]
Veto = Literal["smoking", "pets", "frequent-guests", "night-hours"]


class Profile(BaseModel):
    """``None`` or empty means not said, and is kept apart from any score.

    ``quiet`` and ``tidiness`` go from 1 (lively, relaxed) to 5 (silent, spotless), ``languages`` are ISO 639.
    ``words`` are the person's own, shown to who may read them and never scored.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rhythm: Literal["early", "late", "shifts"] | None = None
    smoking: Literal["no", "outside", "yes"] | None = None
    pets: Literal["none", "some"] | None = None
    guests: Literal["rarely", "sometimes", "often"] | None = None
    quiet: int | None = Field(default=None, ge=1, le=5)
    tidiness: int | None = Field(default=None, ge=1, le=5)
    languages: tuple[Language, ...] = Field(default=(), max_length=8)
    wishes: tuple[Wish, ...] = Field(default=(), max_length=6)
    vetoes: tuple[Veto, ...] = Field(default=(), max_length=4)
    needs: tuple[Accessibility, ...] = Field(default=(), max_length=6)
    words: str = Field(default="", max_length=500)
