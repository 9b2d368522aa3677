"""What is asked about one's own goals."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from events.accompaniment.goal import Area, Outcome
from frontend.forms import Form, NewId


class Rating(Form):
    goal: UUID
    level: Annotated[int, Field(ge=1, le=5)]


class Wish(Form):
    """``goal`` is made with the form."""

    goal: NewId
    wording: Annotated[str, Field(min_length=1, max_length=500)]
    area: Area


class Closing(Form):
    goal: UUID
    outcome: Outcome
