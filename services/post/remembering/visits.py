"""Visits: the day before for all who meet, in the evening for who has written nothing yet."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from uuid import UUID

from events.accompaniment.visit import (
    NoteFoundMissing,
    NoteWritten,
    VisitMissed,
    VisitMoved,
    VisitScheduled,
    VisitStarted,
)
from events.envelope import Recorded
from events.message import Fact
from services.post.remembering.matter import Change, Matter, Over, moment

THE_DAY_BEFORE = time(17)
NOON = time(12)
"""Later nobody needs to hear of a visit of that day."""
A_NOTE_WAITS = timedelta(hours=24)


def of_visits(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    visit = recorded.stream
    match fact:
        case VisitScheduled():
            yield visit_on(fact.day, recorded, (fact.operator, *fact.people))
        case VisitMoved():
            yield visit_on(fact.day, recorded, None)
        case NoteFoundMissing():
            at = recorded.occurred_at
            yield Matter("note-missing", visit, at, at + A_NOTE_WAITS, (fact.operator,))
        case VisitStarted():
            yield Over("visit-tomorrow", visit)
        case NoteWritten() | VisitMissed():
            yield Over("visit-tomorrow", visit)
            yield Over("note-missing", visit)


def visit_on(day: date, recorded: Recorded, people: tuple[UUID, ...] | None) -> Matter:
    at = moment(day - timedelta(days=1), THE_DAY_BEFORE, recorded.zone)
    return Matter("visit-tomorrow", recorded.stream, at, moment(day, NOON, recorded.zone), people)
