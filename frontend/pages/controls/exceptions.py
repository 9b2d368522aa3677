"""What was let through by an act or by a person with the right to: no breach, and yet to be seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from frontend.pages.accounts.period import Period
from frontend.pages.controls.queries import Facts


@dataclass(frozen=True)
class Authorised:
    """``act`` of the line's extension, or ``by`` whom a longer stay was authorised."""

    kind: str
    where: str
    until: str
    event: str
    act: str | None = None
    by: UUID | None = None


def authorised(facts: Facts, period: Period) -> tuple[Authorised, ...]:
    return (*extended_lines(facts, period), *extended_stays(facts, period))


def extended_lines(facts: Facts, period: Period) -> Iterator[Authorised]:
    """Those without which some of these days would be outside the line."""
    for it in facts.get("LineExtended", ()):
        if it.fact["before"] < str(period.until) and str(period.since) < it.fact["until"]:
            yield Authorised("line", it.dossier, it.fact["until"], it.event, act=it.fact["act"])


def extended_stays(facts: Facts, period: Period) -> Iterator[Authorised]:
    for it in facts.get("StayExtended", ()):
        if str(period.since) <= it.fact["until"] < str(period.until):
            who = UUID(it.fact["authoriser"])
            yield Authorised("stay", it.dossier, it.fact["until"], it.event, by=who)
