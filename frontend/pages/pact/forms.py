"""What the small forms of a pact ask."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from frontend.forms import Form


class Sign(Form):
    """``number`` and ``hash`` are those of the version that was on the screen."""

    party: UUID
    number: Annotated[int, Field(ge=1)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    method: Literal["tap", "paper"] = "tap"


class Explain(Form):
    """``how``: a field called form would hide the form itself from scripts."""

    person: UUID
    number: Annotated[int, Field(ge=1)]
    how: Literal["read-together", "easy-read", "pictograms", "interpreter"]
    teach_back: bool = False


class Leave(Form):
    ends: Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]
