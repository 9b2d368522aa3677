"""A visit as its rules look at it: when it is, whether it began, what was written, who confirmed it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from events.accompaniment.presence import CountersignRefused, VisitCountersigned
from events.accompaniment.visit import (
    NoteFoundMissing,
    NoteWritten,
    VisitEnded,
    VisitMinutesCorrected,
    VisitMissed,
    VisitMoved,
    VisitScheduled,
    VisitStarted,
)
from events.envelope import Refusal
from events.message import Fact


@dataclass(frozen=True)
class Visit:
    scheduled: VisitScheduled | None = None
    day: date = date.min
    started_at: datetime | None = None
    minutes: int | None = None
    missed: bool = False
    notes: tuple[NoteWritten, ...] = ()
    found_missing: date | None = None
    signed: frozenset[UUID] = frozenset()
    unsigned: str | None = None


def expected(visit: Visit) -> VisitScheduled:
    if visit.scheduled is None:
        raise Refusal("visit.not-scheduled")
    if visit.missed:
        raise Refusal("visit.was-missed")
    return visit.scheduled


def started(visit: Visit) -> datetime:
    expected(visit)
    if visit.started_at is None:
        raise Refusal("visit.not-started")
    return visit.started_at


def evolve(visit: Visit, fact: Fact) -> Visit:
    match fact:
        case VisitScheduled():
            return replace(visit, scheduled=fact, day=fact.day)
        case VisitMoved():
            return replace(visit, day=fact.day)
        case VisitStarted():
            return replace(visit, started_at=fact.at)
        case NoteWritten():
            return replace(visit, notes=(*visit.notes, fact))
        case VisitEnded() | VisitMinutesCorrected():
            return replace(visit, minutes=fact.minutes)
        case VisitMissed():
            return replace(visit, missed=True)
        case NoteFoundMissing():
            return replace(visit, found_missing=fact.day)
    return attested(visit, fact)


def attested(visit: Visit, fact: Fact) -> Visit:
    match fact:
        case VisitCountersigned():
            return replace(visit, signed=visit.signed | {fact.by})
        case CountersignRefused():
            return replace(visit, unsigned=fact.reason)
    return visit
