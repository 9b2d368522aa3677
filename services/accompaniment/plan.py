"""The plan: opened and closed by the life of the cohabitation, agreed in phases that change by evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from events.accompaniment.plan import (
    AccompanimentClosed,
    AccompanimentOpened,
    AgreePlan,
    ChangePhase,
    CloseAccompaniment,
    OpenAccompaniment,
    PhaseChanged,
    PlanAgreed,
    plan_of,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Plan:
    since: date | None = None
    closed: AccompanimentClosed | None = None
    phase: str | None = None
    cadence_days: int | None = None


def decide(plan: Plan, command: Command, act: Act) -> Iterator[Fact | Command]:
    if command.stream != plan_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    match command:
        case OpenAccompaniment():
            yield from open_(plan, command)
        case CloseAccompaniment():
            yield from close(plan, command)
        case AgreePlan():
            yield from agree(plan, command, act)
        case ChangePhase():
            yield from change_phase(plan, command, act)


def open_(plan: Plan, command: OpenAccompaniment) -> Iterator[Fact]:
    """A trial and the activation after it both ask; only an earlier day is news."""
    if plan.since is None or command.since < plan.since:
        yield AccompanimentOpened(since=command.since)


def close(plan: Plan, command: CloseAccompaniment) -> Iterator[Fact]:
    follow_up_until = command.follow_up_until or command.until
    if plan.since is None:
        raise Refusal("plan.not-opened")
    if command.until < plan.since or follow_up_until < command.until:
        raise Refusal("plan.ends-before-it-starts", field="until")
    closed = AccompanimentClosed(until=command.until, follow_up_until=follow_up_until)
    if plan.closed != closed:
        yield closed


def agree(plan: Plan, command: AgreePlan, act: Act) -> Iterator[Fact]:
    must_be_open(plan, act.day)
    if plan.phase not in (None, command.phase):
        raise Refusal("plan.phase-needs-evidence", field="phase")
    if (plan.phase, plan.cadence_days) != (command.phase, command.cadence_days):
        yield PlanAgreed(phase=command.phase, cadence_days=command.cadence_days)


def change_phase(plan: Plan, command: ChangePhase, act: Act) -> Iterator[Fact]:
    must_be_open(plan, act.day)
    if plan.phase is None:
        raise Refusal("plan.not-agreed")
    if plan.phase == command.phase:
        raise Refusal("plan.phase-is-the-same", field="phase")
    if not command.evidence:
        raise Refusal("plan.phase-needs-evidence", field="evidence")
    if not command.reason.strip():
        raise Refusal("plan.phase-needs-a-reason", field="reason")
    yield PhaseChanged(
        phase=command.phase,
        cadence_days=command.cadence_days,
        evidence=command.evidence,
        reason=seal(command.reason.strip(), command.dossier, Category.VISIT_SHARED),
    )


def must_be_open(plan: Plan, day: date) -> None:
    if not admits(plan, day):
        raise Refusal("plan.not-open-that-day")


def admits(plan: Plan, day: date) -> bool:
    """I15: from the opening up to the end of the follow-up, both as they are known now."""
    begun = plan.since is not None and plan.since <= day
    return begun and (plan.closed is None or day < plan.closed.follow_up_until)


def precedes(plan: Plan, day: date) -> bool:
    """Before anyone moved in: the days of pre-move visits, and of no others."""
    return plan.since is None or day < plan.since


def evolve(plan: Plan, fact: Fact) -> Plan:
    match fact:
        case AccompanimentOpened():
            return replace(plan, since=fact.since)
        case AccompanimentClosed():
            return replace(plan, closed=fact)
        case PlanAgreed() | PhaseChanged():
            return replace(plan, phase=fact.phase, cadence_days=fact.cadence_days)
    return plan


PLAN = Decider(
    Plan(), decide, evolve, commands=(OpenAccompaniment, CloseAccompaniment, AgreePlan, ChangePhase)
)
