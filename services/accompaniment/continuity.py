"""If tomorrow we were not there: parts written down, tried out every year, each hole handed to the referente."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from events.accompaniment.continuity import (
    CATEGORY,
    PARTS,
    ContinuityPlanned,
    DrillFellDue,
    DrillRun,
    GapFilled,
    GapHandedOver,
    NoticeDrillDue,
    Part,
    PlanContinuity,
    RunDrill,
    continuity_of,
)
from events.accompaniment.life_project import MeetCondition, life_project_of
from events.accompaniment.sharing import shares_of
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.accompaniment.life_project import LIFE_PROJECT, LifeProject, must_be_referente
from services.accompaniment.sharing import SHARES, Shares
from services.accompaniment.shown import is_shown
from services.kernel.deciding import Act, Decider, Read


@dataclass(frozen=True)
class Continuity:
    """``open``: holes found and not yet filled; ``due``: the day a trial fell due and was not run since."""

    written: frozenset[Part] = frozenset()
    open: frozenset[Part] = frozenset()
    due: date | None = None


def decide(continuity: Continuity, command: Command, act: Act, **seen: Any) -> Iterator[Fact | Command]:
    if command.stream != continuity_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    match command:
        case PlanContinuity():
            yield from plan(continuity, command, act, **seen)
        case RunDrill():
            yield from run(continuity, command, act, **seen)
        case NoticeDrillDue() if continuity.due is None:
            yield DrillFellDue(person=command.dossier, day=act.day)


def plan(
    continuity: Continuity, command: PlanContinuity, act: Act, shares: Shares, project: LifeProject
) -> Iterator[Fact]:
    """What is written down fills the hole found there."""
    must_be_referente(project, act)
    category = CATEGORY[command.part]
    if not is_shown(shares, category, command, act):
        raise Refusal("life.not-shown-to-you")
    words = seal(command.words.strip(), command.dossier, category)
    yield ContinuityPlanned(person=command.dossier, part=command.part, words=words)
    if command.part in continuity.open:
        yield GapFilled(person=command.dossier, part=command.part)


def run(
    continuity: Continuity, command: RunDrill, act: Act, shares: Shares, project: LifeProject
) -> Iterator[Fact | Command]:
    must_be_referente(project, act)
    checked, gaps = ordered(command.checked), ordered(command.gaps)
    if not all(is_shown(shares, CATEGORY[part], command, act) for part in checked):
        raise Refusal("life.not-shown-to-you")
    if not set(gaps) <= set(checked):
        raise Refusal("continuity.gap-not-checked", field="gaps")
    if gaps and project.referente is None:
        raise Refusal("life.no-referente")
    yield DrillRun(person=command.dossier, day=act.day, checked=checked, gaps=gaps)
    yield from handed_over(continuity, command, gaps, project, act.day)
    if not gaps and set(checked) == set(PARTS):
        yield MeetCondition(
            stream=life_project_of(command.dossier), dossier=command.dossier, condition="if-tomorrow",
            evidence=(command.stream,),
        )  # fmt: skip


def ordered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(part for part in PARTS if part in parts)


def handed_over(
    continuity: Continuity, command: RunDrill, gaps: tuple[Part, ...], project: LifeProject, day: date
) -> Iterator[Fact]:
    """A hole that is already a task stays the same task; one found to hold after all is filled."""
    for part in gaps:
        if part not in continuity.open and project.referente:
            yield GapHandedOver(person=command.dossier, part=part, referente=project.referente, day=day)
    for part in ordered(command.checked):
        if part in continuity.open and part not in gaps:
            yield GapFilled(person=command.dossier, part=part)


def evolve(continuity: Continuity, fact: Fact) -> Continuity:
    match fact:
        case ContinuityPlanned():
            return replace(continuity, written=continuity.written | {fact.part})
        case DrillRun():
            return replace(continuity, due=None)
        case GapHandedOver():
            return replace(continuity, open=continuity.open | {fact.part})
        case GapFilled():
            return replace(continuity, open=continuity.open - {fact.part})
        case DrillFellDue():
            return replace(continuity, due=fact.day)
    return continuity


def reads(command: Command) -> dict[str, Read]:
    if isinstance(command, NoticeDrillDue):
        return {}
    return {
        "shares": Read(SHARES, shares_of(command.dossier)),
        "project": Read(LIFE_PROJECT, life_project_of(command.dossier)),
    }


CONTINUITY = Decider(
    Continuity(), decide, evolve, commands=(PlanContinuity, RunDrill, NoticeDrillDue), reads=reads
)
