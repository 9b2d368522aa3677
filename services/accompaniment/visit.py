"""A visit: what may happen to it, judged on the day it happened, however late the entry arrives."""

from collections.abc import Iterator
from datetime import date

from events.accompaniment.door import door_of
from events.accompaniment.plan import plan_of
from events.accompaniment.presence import (
    CountersignVisit,
    DoorCodeNotRecognised,
    GoWithoutCountersign,
    StartVisitAtDoor,
)
from events.accompaniment.visit import (
    CorrectMinutes,
    CorrectNote,
    EndVisit,
    MissVisit,
    MoveVisit,
    NoteFoundMissing,
    NoticeMissingNote,
    ScheduleVisit,
    StartVisit,
    VisitEnded,
    VisitMinutesCorrected,
    VisitMissed,
    VisitMoved,
    VisitScheduled,
    VisitStarted,
    WriteNote,
)
from events.envelope import Refusal
from events.message import Command, Fact
from services.accompaniment import notes, presence
from services.accompaniment.door import DOOR, Door, recognises
from services.accompaniment.plan import PLAN, Plan, admits, precedes
from services.accompaniment.visited import Visit, evolve, expected, started
from services.kernel.deciding import Act, Decider, Read


def decide(
    visit: Visit, command: Command, act: Act, plan: Plan | None = None, door: Door | None = None
) -> Iterator[Fact | Command]:
    match command:
        case CountersignVisit() | GoWithoutCountersign():
            yield from presence.attested(visit, command, act)
        case StartVisitAtDoor():
            yield from start_at_door(visit, command, act, plan or Plan(), door or Door())
        case ScheduleVisit() | MoveVisit() | StartVisit():
            yield from appointed(visit, command, act, plan or Plan())
        case WriteNote() | CorrectNote():
            yield from worded(visit, command, act)
        case EndVisit() | CorrectMinutes():
            yield from timed(visit, command, act)
        case MissVisit():
            yield from miss(visit, command)
        case NoticeMissingNote():
            yield from notice_missing_note(visit, act)


def appointed(
    visit: Visit, command: ScheduleVisit | MoveVisit | StartVisit, act: Act, plan: Plan
) -> Iterator[Fact]:
    match command:
        case ScheduleVisit():
            yield from schedule(visit, command, plan)
        case MoveVisit():
            yield from move(visit, command, plan)
        case StartVisit():
            yield from start(visit, command, act, plan)


def schedule(visit: Visit, command: ScheduleVisit, plan: Plan) -> Iterator[Fact]:
    asked = VisitScheduled(
        day=command.day, kind=command.kind, operator=command.operator, people=command.people
    )
    if visit.scheduled not in (None, asked):
        raise Refusal("visit.already-scheduled")
    must_fall_within(plan, command.kind, command.day, "day")
    if visit.scheduled is None:
        yield asked


def move(visit: Visit, command: MoveVisit, plan: Plan) -> Iterator[Fact]:
    scheduled = expected(visit)
    if visit.started_at:
        raise Refusal("visit.already-started")
    must_fall_within(plan, scheduled.kind, command.day, "day")
    if command.day != visit.day:
        yield VisitMoved(day=command.day, reason=command.reason)


def start(visit: Visit, command: StartVisit, act: Act, plan: Plan) -> Iterator[Fact]:
    scheduled = expected(visit)
    if visit.started_at:
        return
    if command.countersigned_by not in (None, *scheduled.people):
        raise Refusal("visit.not-someone-visited", field="countersigned_by")
    must_fall_within(plan, scheduled.kind, act.day, None)
    yield VisitStarted(at=act.occurred_at, method=command.method, countersigned_by=command.countersigned_by)


def start_at_door(
    visit: Visit, command: StartVisitAtDoor, act: Act, plan: Plan, door: Door
) -> Iterator[Fact]:
    """A code that is not the home's takes nothing from a visit: it only counts as begun by hand."""
    if visit.started_at:
        return
    must_fall_within(plan, expected(visit).kind, act.day, None)
    known = recognises(door, command.dossier, command.code, act.occurred_at)
    yield VisitStarted(at=act.occurred_at, method="qr" if known else "manual", countersigned_by=None)
    if not known:
        yield DoorCodeNotRecognised()


def must_fall_within(plan: Plan, kind: str, day: date, field: str | None) -> None:
    """I15: visits belong to the days of the accompaniment; before them there is a kind of its own."""
    if kind == "pre-move" and not precedes(plan, day):
        raise Refusal("visit.pre-move-is-over", field)
    if kind != "pre-move" and not admits(plan, day):
        raise Refusal("visit.outside-accompaniment", field)


def worded(visit: Visit, command: WriteNote | CorrectNote, act: Act) -> Iterator[Fact]:
    match command:
        case WriteNote():
            started(visit)
            yield from notes.write(visit.notes, expected(visit).people, command, act)
        case CorrectNote():
            yield from notes.correct(visit.notes, command, act)


def timed(visit: Visit, command: EndVisit | CorrectMinutes, act: Act) -> Iterator[Fact]:
    match command:
        case EndVisit():
            yield from end(visit, command, act)
        case CorrectMinutes():
            yield from correct_minutes(visit, command)


def end(visit: Visit, command: EndVisit, act: Act) -> Iterator[Fact]:
    if visit.minutes == command.minutes:
        return
    if visit.minutes is not None:
        raise Refusal("visit.already-ended", field="minutes")
    if act.occurred_at < started(visit):
        raise Refusal("visit.ends-before-it-starts")
    yield VisitEnded(at=act.occurred_at, minutes=command.minutes)


def correct_minutes(visit: Visit, command: CorrectMinutes) -> Iterator[Fact]:
    if visit.minutes is None:
        raise Refusal("visit.not-ended")
    if visit.minutes != command.minutes:
        yield VisitMinutesCorrected(minutes=command.minutes, reason=command.reason)


def miss(visit: Visit, command: MissVisit) -> Iterator[Fact]:
    if visit.started_at:
        raise Refusal("visit.already-started")
    if visit.scheduled is None:
        raise Refusal("visit.not-scheduled")
    if not visit.missed:
        yield VisitMissed(reason=command.reason)


def notice_missing_note(visit: Visit, act: Act) -> Iterator[Fact]:
    settled = visit.missed or visit.notes or visit.found_missing == visit.day
    if visit.scheduled and not settled and visit.day <= act.day:
        yield NoteFoundMissing(operator=visit.scheduled.operator, day=visit.day)


def reads(command: Command) -> dict[str, Read]:
    if isinstance(command, (ScheduleVisit, MoveVisit, StartVisit)):
        return {"plan": Read(PLAN, plan_of(command.dossier))}
    if isinstance(command, StartVisitAtDoor):
        plan = Read(PLAN, plan_of(command.dossier))
        return {"plan": plan, "door": Read(DOOR, door_of(command.dossier))}
    return {}


VISIT = Decider(
    Visit(),
    decide,
    evolve,
    commands=(
        ScheduleVisit,
        MoveVisit,
        StartVisit,
        StartVisitAtDoor,
        CountersignVisit,
        GoWithoutCountersign,
        WriteNote,
        CorrectNote,
        EndVisit,
        CorrectMinutes,
        MissVisit,
        NoticeMissingNote,
    ),
    reads=reads,
)
