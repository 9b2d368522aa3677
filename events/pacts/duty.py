"""A household duty as a clause sets it: what, how heavy until those who do it have weighed it, and when."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

DutyCode = Literal[
    "bathroom", "kitchen", "floors", "rubbish", "dishes", "shopping", "laundry", "shared-space"
]
Weight = Annotated[int, Field(ge=1, le=5)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class Duty(BaseModel):
    """``weight`` from 1 (light) to 5 (heavy); ``days`` are ISO weekdays less one, Monday = 0."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: DutyCode
    weight: Weight
    days: frozenset[Weekday] = Field(min_length=1)
