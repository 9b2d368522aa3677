"""Who confirms that a visit took place: a resident by PIN or by a tap of their own, or nobody, with a reason."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from events.accompaniment.presence import (
    CountersignRefused,
    CountersignVisit,
    GoWithoutCountersign,
    VisitCountersigned,
)
from events.envelope import Refusal
from events.message import Fact
from services.accompaniment.visited import Visit, expected, started
from services.kernel.deciding import Act


def attested(visit: Visit, command: CountersignVisit | GoWithoutCountersign, act: Act) -> Iterator[Fact]:
    day = started(visit).astimezone(ZoneInfo(act.zone)).date()
    match command:
        case CountersignVisit():
            yield from countersign(visit.signed, expected(visit).people, day, command, act)
        case GoWithoutCountersign():
            yield from without(visit.signed, visit.unsigned, command)


def countersign(
    signed: frozenset[UUID], people: tuple[UUID, ...], day: date, command: CountersignVisit, act: Act
) -> Iterator[Fact]:
    """``day`` is the legal day on which the visit began."""
    if command.by not in people:
        raise Refusal("visit.not-someone-visited", field="person")
    must_be_their_own(command, act)
    if act.day != day:
        raise Refusal("visit.countersigned-another-day")
    if command.by not in signed:
        yield VisitCountersigned(by=command.by, means=command.means)


def must_be_their_own(command: CountersignVisit, act: Act) -> None:
    """A tap comes from the resident's phone; a PIN, which only they know, from the operator's."""
    if (command.means == "tap") != (act.actor == command.by) or (command.means == "pin") != (
        act.role == "operator"
    ):
        raise Refusal("visit.countersigned-by-another")


def without(signed: frozenset[UUID], reason: str | None, command: GoWithoutCountersign) -> Iterator[Fact]:
    if not signed and reason != command.reason:
        yield CountersignRefused(reason=command.reason)
