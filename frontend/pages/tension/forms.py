"""What the forms of Parliamone ask."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from events.pacts.trial import Verdict
from frontend.forms import Form, NewId

Words = Annotated[str, Field(min_length=1, max_length=3000)]
Kind = Literal["guests", "quiet", "own"]


class Told(Form):
    """``tension``: the open one, or a new id."""

    tension: UUID
    happened: Words
    need: str = Field(default="", max_length=1000)


class Begun(Told):
    tension: NewId


class About(Form):
    tension: UUID


class Opened(Form):
    tension: NewId


class Called(About):
    mediator: UUID


class Wished(About):
    """``hour`` for a clause with an hour, ``words`` for a rule of one's own."""

    proposal: NewId
    kind: Kind
    hour: int | None = Field(default=None, ge=18, le=23)
    words: str = Field(default="", max_length=500)
    days: Literal["7", "14", "28"] = "14"


class Agreed(About):
    proposal: UUID


class Rated(Agreed):
    verdict: Verdict
    salt: str = Field(pattern=r"^[0-9a-f]{64}$")
