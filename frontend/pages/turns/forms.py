"""What the forms of the rota ask."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from events.pacts.duties import Mark as By
from frontend.forms import Form

Soon = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]
Heaviness = Annotated[int, Field(ge=1, le=5)]


class Plain(Form):
    """A button and nothing else."""


class Mark(Form):
    """``by``: tapped on a page, or opened from the sheet at the door."""

    turn: UUID
    by: By = "tap"


class Answer(Form):
    turn: UUID
    answer: Literal["agree", "decline"]


class SwapWanted(Form):
    """``exchange`` is one of the other's turns, or nothing in return."""

    turn: UUID
    other: UUID
    exchange: UUID | None = None


class Away(Form):
    """``until`` is the last day away, as people say it."""

    since: Soon
    until: Soon


class Weights(Form):
    """One answer a duty; those the pact does not set are not asked."""

    bathroom: Heaviness | None = None
    kitchen: Heaviness | None = None
    floors: Heaviness | None = None
    rubbish: Heaviness | None = None
    dishes: Heaviness | None = None
    shopping: Heaviness | None = None
    laundry: Heaviness | None = None
    shared_space: Heaviness | None = None


def field_of(duty: str) -> str:
    return duty.replace("-", "_")
