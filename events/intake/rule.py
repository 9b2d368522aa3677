"""The rule of who may apply: data, published with the call and frozen there."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MOST_CENTS = 100_000_000_00
"""A hundred million euros: above it a figure is a slip of the finger."""

Cents = Annotated[int, Field(ge=0, le=MOST_CENTS)]
Version = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$")]

Criterion = Literal["age", "family-isee", "personal-isee"]
Result = Literal["passed", "failed", "unknown"]
Band = Literal["below", "within", "above", "unknown"]


class Between(BaseModel):
    """Both ends are inside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int = Field(ge=0, le=MOST_CENTS)
    most: int = Field(ge=0, le=MOST_CENTS)


class EligibilityRule(BaseModel):
    """Age in completed years AND (the family's ISEE OR one's own); ISEE in euro cents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Version
    age: Between
    family_isee: Between
    personal_isee: Between


class Outcome(BaseModel):
    """How one criterion came out. The band is all that is said of the value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    criterion: Criterion
    result: Result
    band: Band


class Declared(BaseModel):
    """The values a rule looks at; None is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    birth_date: date | None = None
    family_isee: Cents | None = None
    personal_isee: Cents | None = None


# Lucca's call for young people, Co.Mix project, 2023: the figures are the notice's, not ours.
YOUTH_CALL_2023 = EligibilityRule(
    version="lucca-youth-2023",
    age=Between(least=18, most=35),
    family_isee=Between(least=6_000_00, most=20_000_00),
    personal_isee=Between(least=0, most=10_000_00),
)
