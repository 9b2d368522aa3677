"""One's own word about one's days: nobody says it for another; about a goal it stands on the ladder, too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from events.accompaniment.goal import RateLadder
from events.accompaniment.own_days import (
    DoneTakenBack,
    DoneTold,
    Help,
    MoodTold,
    TakeBackDone,
    TellDone,
    TellMood,
    own_days_of,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider

RUNG: dict[Help, int] = {"alone": 5, "with-help": 3, "together": 2}
"""The three pictures on the ladder of five: help with words, help with hands. Our own reading, said on the page."""


@dataclass(frozen=True)
class OwnDays:
    """``done``: what was told, each with whether it stands on a goal's ladder; ``back``: what was taken back."""

    done: frozenset[UUID] = frozenset()
    rated: frozenset[UUID] = frozenset()
    back: frozenset[UUID] = frozenset()


def decide(days: OwnDays, command: Command, act: Act) -> Iterator[Fact | Command]:
    must_be_ones_own(command, act)
    match command:
        case TellMood():
            face = seal(command.face, command.dossier, Category.GOALS)
            yield MoodTold(person=command.dossier, face=face)
        case TellDone() if command.done not in days.done:
            yield from tell(command)
        case TakeBackDone():
            yield from take_back(days, command)


def must_be_ones_own(command: Command, act: Act) -> None:
    if command.stream != own_days_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    if act.actor != command.dossier:
        raise Refusal("day.only-oneself")


def tell(command: TellDone) -> Iterator[Fact | Command]:
    if (command.thing == "goal") != (command.goal is not None and command.home is not None):
        raise Refusal("day.which-goal", field="thing")
    person = command.dossier
    yield DoneTold(
        person=person,
        done=command.done,
        thing=seal(str(command.thing), person, Category.GOALS),
        help=seal(str(command.help), person, Category.GOALS),
        goal=command.goal,
    )
    if command.goal and command.home:
        own = {"stream": command.goal, "dossier": command.home}
        yield RateLadder(**own, person=person, level=RUNG[command.help], voice="person")


def take_back(days: OwnDays, command: TakeBackDone) -> Iterator[Fact]:
    """A word on a ladder stays in its history: the next one takes its place."""
    if command.done not in days.done:
        raise Refusal("day.nothing-told")
    if command.done in days.rated:
        raise Refusal("day.say-it-again")
    if command.done not in days.back:
        yield DoneTakenBack(person=command.dossier, done=command.done)


def evolve(days: OwnDays, fact: Fact) -> OwnDays:
    match fact:
        case DoneTold():
            rated = days.rated | {fact.done} if fact.goal else days.rated
            return replace(days, done=days.done | {fact.done}, rated=rated)
        case DoneTakenBack():
            return replace(days, back=days.back | {fact.done})
    return days


OWN_DAYS = Decider(OwnDays(), decide, evolve, commands=(TellMood, TellDone, TakeBackDone))
