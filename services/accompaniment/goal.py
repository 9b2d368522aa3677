"""A goal: set in someone's words, rated by voices that never speak for each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.accompaniment.goal import (
    CloseGoal,
    GoalClosed,
    GoalReviewed,
    GoalReworded,
    GoalSet,
    LadderRated,
    RateLadder,
    ReviewGoal,
    RewordGoal,
    SetGoal,
    Voice,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider

VOICES: dict[Voice, tuple[str, ...]] = {
    "person": ("self", "cohabitant"),
    "family": ("family",),
    "operator": ("operator",),
}
"""A voice → the roles in which one may speak with it."""


@dataclass(frozen=True)
class Goal:
    person: UUID | None = None
    closed_on: date | None = None


def decide(goal: Goal, command: Command, act: Act) -> Iterator[Fact | Command]:
    match command:
        case SetGoal():
            yield from set_(goal, command, act)
        case RewordGoal():
            yield from reword(goal, command, act)
        case RateLadder():
            yield from rate(goal, command, act)
        case ReviewGoal():
            yield from review(goal, command, act)
        case CloseGoal():
            yield from close(goal, command, act)


def set_(goal: Goal, command: SetGoal, act: Act) -> Iterator[Fact]:
    if goal.person is not None:
        raise Refusal("goal.already-set")
    if act.role == "cohabitant" and (act.actor != command.person or command.whose_wish != "person"):
        raise Refusal("goal.only-for-oneself", field="person")
    yield GoalSet(
        person=command.person,
        wording=seal(command.wording, command.person, Category.GOALS),
        whose_wish=command.whose_wish,
        area=command.area,
    )


def reword(goal: Goal, command: RewordGoal, act: Act) -> Iterator[Fact]:
    person = living(goal, act.day, command.person)
    yield GoalReworded(person=person, wording=seal(command.wording, person, Category.GOALS))


def rate(goal: Goal, command: RateLadder, act: Act) -> Iterator[Fact]:
    person = living(goal, act.day, command.person)
    must_be_own_voice(command.voice, person, act)
    yield LadderRated(person=person, level=seal(command.level, person, Category.GOALS), voice=command.voice)


def must_be_own_voice(voice: Voice, person: UUID, act: Act) -> None:
    """A parent never rates as the child, an operator never as the person, whatever powers they hold."""
    if act.role not in VOICES[voice] or (voice == "person") != (act.actor == person):
        raise Refusal("goal.not-your-voice", field="voice")


def review(goal: Goal, command: ReviewGoal, act: Act) -> Iterator[Fact]:
    person = living(goal, act.day, goal.person)
    yield GoalReviewed(person=person, gas=seal(command.gas, person, Category.GOALS))


def close(goal: Goal, command: CloseGoal, act: Act) -> Iterator[Fact]:
    if goal.closed_on is None:
        person = living(goal, act.day, command.person)
        yield GoalClosed(person=person, outcome=command.outcome, closed_on=act.day)


def living(goal: Goal, day: date, person: UUID | None) -> UUID:
    """Whose goal it is. A late word counts where the goal was still open on its day."""
    if goal.person is None:
        raise Refusal("goal.not-set")
    if person != goal.person:
        raise Refusal("goal.of-someone-else", field="person")
    if goal.closed_on is not None and day > goal.closed_on:
        raise Refusal("goal.closed")
    return goal.person


def evolve(goal: Goal, fact: Fact) -> Goal:
    match fact:
        case GoalSet():
            return replace(goal, person=fact.person)
        case GoalClosed():
            return replace(goal, closed_on=fact.closed_on)
    return goal


GOAL = Decider(Goal(), decide, evolve, commands=(SetGoal, RewordGoal, RateLadder, ReviewGoal, CloseGoal))
