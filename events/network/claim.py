"""A claim: what a funding line came to in a period, closed together with the head of the history it was read from."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from events.message import Command, Fact

Figure = Literal[
    "cohabitations", "visits", "minutes", "nights", "cost-a", "cost-b", "cost-c", "cost-d", "cost-e"
]
Root = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]


def claim_of(line: UUID, since: date, until: date) -> UUID:
    return uuid5(line, f"claim/{since}/{until}")


class Total(BaseModel):
    """``hundredths`` of the figure's unit: a cohabitation, a visit, a minute, a night, a euro."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: Figure
    hundredths: int = Field(ge=-(10**15), le=10**15)


Totals = Annotated[tuple[Total, ...], Field(max_length=9)]


class ClaimClosed(Fact):
    """From ``since`` up to but not including ``until``. ``root`` (base64) is the newest signed RFC 6962 head of
    the partnership's log, over its first ``size`` records. What was recorded in the minute since counts, and is not
    in it yet."""

    line: UUID
    since: date
    until: date
    totals: Totals
    size: int
    root: Root
    rule_version: str


class CloseClaim(Command):
    """``stream`` is ``claim_of(line, since, until)``, ``dossier`` the line."""

    since: date
    until: date
    totals: Totals
    size: int = Field(ge=1, le=2**53)
    root: Root
