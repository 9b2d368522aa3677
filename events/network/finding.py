"""A finding: what an auditor noticed about a case, a fact or a figure, and what came of it."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact
from events.network.claim import Figure
from events.sealed import Sealed

Kind = Literal["case", "fact", "figure"]
Outcome = Literal["settled", "noted", "not-settled"]


class FindingRaised(Fact):
    """``dossier`` of the record is the case or the line it is about; ``event`` the fact, ``figure`` the figure from
    ``since`` up to but not including ``until``."""

    kind: Kind
    event: UUID | None = None
    figure: Figure | None = None
    since: date | None = None
    until: date | None = None
    text: Sealed[str]


class FindingAnswered(Fact):
    """The first answer, or a further one."""

    text: Sealed[str]


class FindingClosed(Fact):
    outcome: Outcome


class RaiseFinding(Command):
    """``stream`` is client-made, ``dossier`` the case or the line."""

    kind: Kind
    event: UUID | None = None
    figure: Figure | None = None
    since: date | None = None
    until: date | None = None
    text: str = Field(min_length=1, max_length=4000)


class AnswerFinding(Command):
    text: str = Field(min_length=1, max_length=4000)


class CloseFinding(Command):
    outcome: Outcome
