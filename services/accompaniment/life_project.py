"""A life project: two wishes never merged, versions in order, conditions met with evidence; a stable home only by I9."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from events.accompaniment.life_project import (
    CONDITIONS,
    AllowStableHome,
    AppointReferente,
    ApproveLifeProject,
    AssessmentRecorded,
    Condition,
    ConditionMet,
    LifeProjectApproved,
    MeetCondition,
    RecordAssessment,
    RecordWish,
    ReferenteAppointed,
    StableHomeAllowed,
    WishRecorded,
    WishVoice,
    life_project_of,
)
from events.accompaniment.readiness import LIST
from events.accompaniment.sharing import shares_of
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.role import Role
from events.sealed import Open, seal
from services.accompaniment.sharing import SHARES, Shares
from services.accompaniment.shown import is_shown
from services.kernel.deciding import Act, Decider, Read

VOICES: dict[WishVoice, tuple[str, ...]] = {"person": ("self", "cohabitant"), "family": ("family",)}
BY_ITSELF = frozenset(line.condition for line in LIST if line.by_itself)


@dataclass(frozen=True)
class LifeProject:
    severity: str | None = None
    wished: frozenset[WishVoice] = frozenset()
    version: int = 0
    referente: UUID | None = None
    met: frozenset[Condition] = frozenset()
    allowed: int = 0


def decide(project: LifeProject, command: Command, act: Act, **seen: Any) -> Iterator[Fact | Command]:
    if command.stream != life_project_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    match command:
        case RecordAssessment():
            yield assess(command)
        case RecordWish():
            yield from wish(project, command, act, **seen)
        case ApproveLifeProject():
            yield from approve(project, command)
        case AppointReferente():
            yield from appoint(project, command)
        case MeetCondition():
            must_be_referente(project, act)
            yield from meet(project, command)
        case AllowStableHome():
            yield from allow(project, command)


def must_be_referente(project: LifeProject, act: Act) -> None:
    """Of the operators only the one who answers for the project; whoever coordinates may always."""
    if act.role == Role.OPERATOR and act.actor != project.referente:
        raise Refusal("life.only-the-referente")


def assess(command: RecordAssessment) -> Fact:
    severity = seal(str(command.severity), command.dossier, Category.DISABILITY)
    team = tuple(dict.fromkeys(command.team))
    if len(team) < 2:
        raise Refusal("life.team-of-two", field="team")
    return AssessmentRecorded(person=command.dossier, severity=severity, team=team, day=command.day)


def wish(project: LifeProject, command: RecordWish, act: Act, shares: Shares) -> Iterator[Fact]:
    """B26: each in their own voice; who holds a power helps the person say theirs, and is named as the actor."""
    if not is_shown(shares, Category.GOALS, command, act):
        raise Refusal("life.not-shown-to-you")
    own = command.dossier in (act.actor, act.on_behalf_of)
    if (command.voice == "person") != own or (not act.on_behalf_of and act.role not in VOICES[command.voice]):
        raise Refusal("goal.not-your-voice", field="voice")
    words = seal(command.words.strip(), command.dossier, Category.GOALS)
    yield WishRecorded(person=command.dossier, voice=command.voice, words=words)
    if command.voice == "person":
        yield from by_itself(project, command, "own-wish")


def approve(project: LifeProject, command: ApproveLifeProject) -> Iterator[Fact]:
    """The person is a member of the unit, and their own wish was written down before."""
    if command.dossier not in command.members:
        raise Refusal("life.person-is-a-member", field="members")
    if "person" not in project.wished:
        raise Refusal("life.wish-comes-first")
    if command.version != project.version + 1:
        raise Refusal("life.not-the-next-version", field="version")
    yield LifeProjectApproved(
        person=command.dossier, version=command.version, members=command.members, review_by=command.review_by
    )
    yield from by_itself(project, command, "project-approved")


def appoint(project: LifeProject, command: AppointReferente) -> Iterator[Fact]:
    if command.referente == command.dossier:
        raise Refusal("life.referente-is-another", field="referente")
    if project.referente != command.referente:
        yield ReferenteAppointed(person=command.dossier, referente=command.referente)
        yield from by_itself(project, command, "referente-named")


def by_itself(project: LifeProject, command: Command, condition: Condition) -> Iterator[Fact]:
    """What a fact of this stream shows needs nobody to declare it: the stream itself is the evidence."""
    if condition not in project.met:
        yield ConditionMet(
            person=command.dossier, condition=condition, edition=CONDITIONS, evidence=(command.stream,)
        )


def meet(project: LifeProject, command: MeetCondition) -> Iterator[Fact]:
    if command.condition in BY_ITSELF - {"if-tomorrow"}:
        raise Refusal("life.follows-by-itself", field="condition")
    if command.condition not in project.met:
        yield ConditionMet(
            person=command.dossier, condition=command.condition, edition=CONDITIONS, evidence=command.evidence
        )


def allow(project: LifeProject, command: AllowStableHome) -> Iterator[Fact]:
    """I9: an approved life project, the person's wish recorded, a referente named."""
    if "person" not in project.wished:
        raise Refusal("life.wish-comes-first")
    if not project.version:
        raise Refusal("life.not-approved")
    if project.referente is None:
        raise Refusal("life.no-referente")
    if project.allowed != project.version:
        yield StableHomeAllowed(person=command.dossier, version=project.version, review_by=command.review_by)


def evolve(project: LifeProject, fact: Fact) -> LifeProject:
    match fact:
        case AssessmentRecorded():
            # Open while a rule looks at it; whoever folds without the key knows only that it was assessed.
            return replace(project, severity=fact.severity.value if isinstance(fact.severity, Open) else None)
        case WishRecorded():
            return replace(project, wished=project.wished | {fact.voice})
        case LifeProjectApproved():
            return replace(project, version=fact.version)
        case ReferenteAppointed():
            return replace(project, referente=fact.referente)
        case ConditionMet():
            return replace(project, met=project.met | {fact.condition})
        case StableHomeAllowed():
            return replace(project, allowed=fact.version)
    return project


def reads(command: Command) -> dict[str, Read]:
    return {"shares": Read(SHARES, shares_of(command.dossier))} if isinstance(command, RecordWish) else {}


LIFE_PROJECT = Decider(
    LifeProject(),
    decide,
    evolve,
    commands=(
        RecordAssessment,
        RecordWish,
        ApproveLifeProject,
        AppointReferente,
        MeetCondition,
        AllowStableHome,
    ),
    reads=reads,
    opens=(Category.DISABILITY,),
)
