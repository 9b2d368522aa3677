"""What an applicant declares: in clear only while it is asked, sealed answer by answer once it is told."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from events.intake.rule import Cents
from events.sealed import Sealed

# Line breaks and tabs are welcome in one's own words; other control characters and turned text are not.
OWN_WORDS = r"^(?:[^\p{Cc}\x{202A}-\x{202E}\x{2066}-\x{2069}]|[\n\r\t])*$"
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000, pattern=OWN_WORDS)]


class Declaration(BaseModel):
    """ISEE in euro cents, None where it was not declared. It travels in commands, which are never stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    birth_date: date
    household_size: int = Field(ge=1, le=20)
    family_isee: Cents | None = None
    personal_isee: Cents | None = None
    situation: Words = ""
    motivation: Words = ""
    availability: Words = ""


class Answers(BaseModel):
    """The declaration as it is kept: one box each, all of the applicant's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    birth_date: Sealed[date]
    household_size: Sealed[int]
    family_isee: Sealed[int] | None = None
    personal_isee: Sealed[int] | None = None
    situation: Sealed[str]
    motivation: Sealed[str]
    availability: Sealed[str]
