"""What is to be remembered when, for whom and until when, by the facts alone: ids, codes and times."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

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
from events.network.keys import DeviceEnded
from events.pacts.cohabitation import CohabitationActivated, CohabitationClosed, TrialStarted
from events.pacts.duties import DutyDone, DutyUndone, SwapAgreed, TurnAssigned, TurnReleased
from events.pacts.pact import PactActivated, PactAmended, PactDrafted, PactEnded, PactSigned
from services.post.kinds import NoticeKind

THE_DAY_BEFORE = time(17)
MORNING = time(8)
NOON = time(12)
"""Later nobody needs to hear of a visit of that day."""
BEFORE_A_TRIAL_ENDS = timedelta(days=7)
A_SIGNATURE_WAITS = timedelta(days=60)
A_NOTE_WAITS = timedelta(hours=24)


@dataclass(frozen=True)
class Matter:
    """To be told of from ``at`` on, while it is before ``until``.

    ``people`` None: those named before; ``circle`` names a home: who lives there and who accompanies it, then.
    ``at`` None: only the people change.
    """

    kind: NoticeKind
    subject: UUID
    at: datetime | None = None
    until: datetime | None = None
    people: tuple[UUID, ...] | None = None
    circle: UUID | None = None


@dataclass(frozen=True)
class Over:
    """Nobody has to be told any more; with ``person``: they have not."""

    kind: NoticeKind
    subject: UUID
    person: UUID | None = None


@dataclass(frozen=True)
class DeviceOver:
    """Nothing is sent to that browser any more."""

    person: UUID
    device: UUID


Change = Matter | Over | DeviceOver


def changes(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    yield from of_visits(fact, recorded)
    yield from of_turns(fact, recorded)
    yield from of_pacts(fact, recorded)
    yield from of_trials(fact, recorded)
    if isinstance(fact, DeviceEnded):
        yield DeviceOver(fact.person, fact.device)


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


def of_turns(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    match fact:
        case TurnAssigned():
            yield turn_on(fact.turn, fact.day, recorded, (fact.person,))
        case DutyUndone():
            yield turn_on(fact.turn, fact.day, recorded, None)
        case SwapAgreed():
            yield Matter("turn", fact.turn, people=(fact.other,))
            if fact.exchange:
                yield Matter("turn", fact.exchange, people=(fact.asker,))
        case DutyDone() | TurnReleased():
            yield Over("turn", fact.turn)


def turn_on(turn: UUID, day: date, recorded: Recorded, people: tuple[UUID, ...] | None) -> Matter:
    zone = recorded.zone
    return Matter("turn", turn, moment(day, MORNING, zone), midnight(day, zone), people)


def of_pacts(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    pact = recorded.stream
    match fact:
        case PactDrafted() | PactAmended():
            at = moment(recorded.day + timedelta(days=1), MORNING, recorded.zone)
            yield Matter("pact-to-sign", pact, at, at + A_SIGNATURE_WAITS, fact.persons)
        case PactSigned():
            yield Over("pact-to-sign", pact, fact.party)
        case PactActivated() | PactEnded():
            yield Over("pact-to-sign", pact)


def of_trials(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    home = recorded.dossier
    match fact:
        case TrialStarted():
            at = moment(fact.until - BEFORE_A_TRIAL_ENDS, MORNING, recorded.zone)
            until = moment(fact.until, time(0), recorded.zone)
            yield Matter("trial-ending", home, at, until, circle=home)
        case CohabitationActivated() | CohabitationClosed():
            yield Over("trial-ending", home)


def moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone))


def midnight(day: date, zone: str) -> datetime:
    return moment(day + timedelta(days=1), time(0), zone)
