"""An incident: nobody who may be its cause sees or handles it, and a serious one is never left lying (I25)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from events.accompaniment.incident import (
    WITHIN,
    AcknowledgeIncident,
    CloseIncident,
    EscalateIncident,
    IncidentAcknowledged,
    IncidentClosed,
    IncidentEscalated,
    IncidentRaised,
    ProtectionStepTaken,
    RaiseIncident,
    TakeProtectionStep,
    kept_from,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import Open, seal
from services.kernel.deciding import Act, Decider

SERIOUS = 2


@dataclass(frozen=True)
class Incident:
    raised: IncidentRaised | None = None
    taken_on: bool = False
    escalated: bool = False
    closed: bool = False


def decide(incident: Incident, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case RaiseIncident():
            yield from raise_(incident, command, act)
        case AcknowledgeIncident():
            yield from acknowledge(theirs(incident, command, act), incident, act)
        case TakeProtectionStep():
            yield from act_on(theirs(incident, command, act), incident, command)
        case CloseIncident():
            yield from close(theirs(incident, command, act), incident, command)
        case EscalateIncident():
            yield from escalate(incident, act)


def raise_(incident: Incident, command: RaiseIncident, act: Act) -> Iterator[Fact]:
    if incident.raised is not None:
        raise Refusal("incident.already-raised")
    if act.actor in command.causes:
        raise Refusal("incident.not-oneself", field="causes")
    harmed = command.harmed if command.harmed not in command.causes else None
    owner = harmed or command.dossier
    causes = ",".join(str(it) for it in command.causes)
    yield IncidentRaised(
        raised_by=act.actor, at=act.received_at, kind=command.kind, level=command.level, harmed=harmed,
        hidden=tuple(sorted(kept_from(command.stream, it) for it in set(command.causes))),
        causes=seal(causes, command.dossier, Category.INCIDENTS) if causes else None,
        words=words(command.words, owner), due=due(command.level, act.received_at),
    )  # fmt: skip


def words(text: str, owner: UUID) -> Open[str] | None:
    """Whose they are: of whom it happened to; where that is nobody, or who may have caused it, of the home."""
    return seal(text.strip(), owner, Category.INCIDENTS) if text.strip() else None


def due(level: int, since: datetime) -> datetime | None:
    """Counted from when it reached us: nobody can take on what still lies in a phone."""
    return since + WITHIN[level] if level in WITHIN else None


def theirs(incident: Incident, command: Command, act: Act) -> IncidentRaised:
    """For whoever may be its cause it is not there at all."""
    raised = incident.raised
    if raised is None or kept_from(command.stream, act.actor) in raised.hidden:
        raise Refusal("incident.not-here")
    return raised


def acknowledge(raised: IncidentRaised, incident: Incident, act: Act) -> Iterator[Fact]:
    if raised.level >= SERIOUS and act.actor == raised.raised_by:
        raise Refusal("incident.someone-else")
    if not incident.taken_on:
        minutes = max(0, int((act.occurred_at - raised.at).total_seconds() // 60))
        in_time = raised.due is None or act.occurred_at <= raised.due
        yield IncidentAcknowledged(minutes=minutes, in_time=in_time)


def act_on(raised: IncidentRaised, incident: Incident, command: TakeProtectionStep) -> Iterator[Fact]:
    if incident.closed:
        raise Refusal("incident.closed")
    owner = raised.harmed or command.dossier
    yield ProtectionStepTaken(step=command.step, words=words(command.words, owner))


def close(raised: IncidentRaised, incident: Incident, command: CloseIncident) -> Iterator[Fact]:
    if raised.level >= SERIOUS and not incident.taken_on:
        raise Refusal("incident.nobody-took-it-on")
    if not incident.closed:
        yield IncidentClosed(outcome=command.outcome)


def escalate(incident: Incident, act: Act) -> Iterator[Fact]:
    raised = incident.raised
    left = raised and raised.due and act.occurred_at >= raised.due
    if raised and left and not (incident.taken_on or incident.escalated or incident.closed):
        yield IncidentEscalated(level=raised.level)


def evolve(incident: Incident, fact: Fact) -> Incident:
    match fact:
        case IncidentRaised():
            return replace(incident, raised=fact)
        case IncidentAcknowledged():
            return replace(incident, taken_on=True)
        case IncidentEscalated():
            return replace(incident, escalated=True)
        case IncidentClosed():
            return replace(incident, closed=True)
    return incident


INCIDENT = Decider(
    Incident(),
    decide,
    evolve,
    commands=(RaiseIncident, AcknowledgeIncident, TakeProtectionStep, CloseIncident, EscalateIncident),
)
