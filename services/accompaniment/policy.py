"""What accompaniment asks of itself: opened and closed with the cohabitation, no share without someone close."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.accompaniment.continuity import ContinuityPlanned, DrillRun, NoticeDrillDue
from events.accompaniment.glass import REVIEW_WITHIN, GlassBroken, GlassReviewed, NoticeUnreviewedGlass
from events.accompaniment.incident import (
    EscalateIncident,
    IncidentAcknowledged,
    IncidentClosed,
    IncidentRaised,
)
from events.accompaniment.plan import CloseAccompaniment, OpenAccompaniment, plan_of
from events.accompaniment.sharing import EndShare, shares_of
from events.accompaniment.stay import OpenBook, stays_of
from events.accompaniment.visit import NoteWritten, NoticeMissingNote, VisitMissed, VisitMoved, VisitScheduled
from events.envelope import Recorded
from events.matching.home import SolutionTypeSet
from events.message import Command, Fact
from events.network.person import RelationEnded
from events.pacts.cohabitation import CohabitationActivated, CohabitationClosed, TrialStarted
from events.role import Role
from services.kernel.deciding import Due

NOTE_EXPECTED_BY = time(20)
DRILL_EVERY = timedelta(days=365)


def react(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    cohabitation = recorded.dossier
    match fact:
        case TrialStarted() | CohabitationActivated():
            yield OpenAccompaniment(stream=plan_of(cohabitation), dossier=cohabitation, since=fact.since)
        case CohabitationClosed():
            yield CloseAccompaniment(
                stream=plan_of(cohabitation),
                dossier=cohabitation,
                until=fact.until,
                follow_up_until=fact.follow_up_until,
            )
        case SolutionTypeSet(type="gym" | "respite"):
            yield OpenBook.model_validate(
                {"stream": stays_of(recorded.dossier), "dossier": recorded.dossier, "type": fact.type}
            )
        case RelationEnded():
            yield EndShare(
                stream=shares_of(fact.person),
                dossier=fact.person,
                to=fact.relative,
                role=Role.FAMILY,
                until=fact.until,
            )


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    match fact:
        case VisitScheduled() | VisitMoved():
            yield note_due(recorded, fact.day)
        case NoteWritten() | VisitMissed():
            yield Due("visit-note", recorded.stream)
        case GlassBroken():
            yield review_due(fact, recorded)
        case GlassReviewed():
            yield Due("glass-review", recorded.stream)
        case IncidentRaised() if fact.due:
            yield to_be_taken_on(fact.due, recorded)
        case IncidentAcknowledged() | IncidentClosed():
            yield Due("incident", recorded.stream)
        case DrillRun() | ContinuityPlanned():
            yield drill_due(recorded)


def review_due(fact: GlassBroken, recorded: Recorded) -> Due:
    command = NoticeUnreviewedGlass(stream=recorded.stream, dossier=recorded.dossier)
    return Due("glass-review", recorded.stream, fact.from_at + REVIEW_WITHIN, command)


def to_be_taken_on(by: datetime, recorded: Recorded) -> Due:
    command = EscalateIncident(stream=recorded.stream, dossier=recorded.dossier)
    return Due("incident", recorded.stream, by, command)


def note_due(recorded: Recorded, day: date) -> Due:
    """At 20:00 by the clocks of where it was scheduled, winter and summer."""
    at = datetime.combine(day, NOTE_EXPECTED_BY, ZoneInfo(recorded.zone))
    command = NoticeMissingNote(stream=recorded.stream, dossier=recorded.dossier)
    return Due("visit-note", recorded.stream, at, command)


def drill_due(recorded: Recorded) -> Due:
    """A year after the last time anybody looked at it: writing a part is looking at it too."""
    command = NoticeDrillDue(stream=recorded.stream, dossier=recorded.dossier)
    return Due("drill", recorded.stream, recorded.occurred_at + DRILL_EVERY, command)
