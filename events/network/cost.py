"""What was spent on a funding line, by the kinds the law funds; never changed, only countered by a second entry."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact
from events.sealed import Sealed

Kind = Literal["a", "b", "c", "d", "e"]
"""L. 112/2016, DM 23/11/2016, art. 5 c. 4: a) ways out of the family or an institution, b) support at home,
c) awareness, skills and inclusion, d) new solutions for living, e) temporary stays."""

Counter = Literal["wrong-amount", "wrong-code", "wrong-line", "entered-twice", "refunded"]


class CostRecorded(Fact):
    """``cents`` of euro, spent on ``on``; ``evidence`` names the invoice or receipt."""

    cost: UUID
    line: UUID
    code: Kind
    cents: int
    on: date
    cohabitation: UUID | None
    evidence: Sealed[str]


class CostCountered(Fact):
    """Takes ``cents`` back from a cost on the day of that cost, so that its period adds up again."""

    cost: UUID
    line: UUID
    code: Kind
    cents: int
    on: date
    reason: Counter


class RecordCost(Command):
    """``stream`` is client-made, ``dossier`` the line."""

    code: Kind
    cents: int = Field(ge=1, le=100_000_000)
    on: date
    cohabitation: UUID | None = None
    evidence: str = Field(min_length=1, max_length=200)


class CounterCost(Command):
    """Without ``cents``: all that is left of it."""

    cents: int | None = Field(default=None, ge=1, le=100_000_000)
    reason: Counter
