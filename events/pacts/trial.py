"""What is said of a tension: by whom, what a rule on trial may be, how it is judged, how all may end."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["works", "partly", "does-not-work"]
Outcome = Literal["in-the-pact", "cleared-up", "dropped"]


class Change(BaseModel):
    """A rule that is a clause of the pact with another hour, so that it can become one: guests until, quiet from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: Literal["guests", "quiet"]
    hour: int = Field(ge=18, le=23)


class Invitation(BaseModel):
    """``person`` lets ``mediator`` read what they told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: UUID
    mediator: UUID


class OnesOwn(BaseModel):
    """What ``person`` asks for themselves about one tension."""

    tension: UUID
    person: UUID

    def whose(self) -> UUID:
        return self.person
