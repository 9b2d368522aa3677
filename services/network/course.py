"""Training: modules in their order, done alone by right answers or together in a session; a module may allow something."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.course import (
    MODULES,
    OPENS,
    AnswerModule,
    CreditModule,
    Module,
    ModuleCompleted,
    SkillEarned,
    Way,
    training_of,
)
from services.kernel.deciding import Act, Decider

KEY = Path(__file__).with_name("course_key.json")


@dataclass(frozen=True)
class Training:
    done: frozenset[Module] = frozenset()
    skills: frozenset[str] = frozenset()


@cache
def right_answers() -> dict[Module, list[str]]:
    found: dict[Module, list[str]] = json.loads(KEY.read_text("utf-8"))
    return found


def decide(training: Training, command: Command, act: Act) -> Iterator[Fact]:
    if command.stream != training_of(command.dossier):
        raise Refusal("course.misaddressed")
    match command:
        case AnswerModule():
            yield from answer(training, command, act)
        case CreditModule():
            yield from complete(training, command, command.module, "session", act)


def answer(training: Training, command: AnswerModule, act: Act) -> Iterator[Fact]:
    """Wrong answers leave no trace: nobody is examined here, one reads again and goes on."""
    before = MODULES[: MODULES.index(command.module)]
    if not training.done.issuperset(before):
        raise Refusal("course.the-one-before")
    for n, right in enumerate(right_answers()[command.module]):
        if command.answers[n] != right:
            raise Refusal("course.read-again", field=f"answer_{n + 1}")
    yield from complete(training, command, command.module, "alone", act)


def complete(training: Training, command: Command, module: Module, way: Way, act: Act) -> Iterator[Fact]:
    if module not in training.done:
        yield ModuleCompleted(person=command.dossier, module=module, on=act.day, way=way)
    if (skill := OPENS.get(module)) and skill not in training.skills:
        yield SkillEarned(person=command.dossier, skill=skill, since=act.day)


def evolve(training: Training, fact: Fact) -> Training:
    match fact:
        case ModuleCompleted():
            return Training(training.done | {fact.module}, training.skills)
        case SkillEarned():
            return Training(training.done, training.skills | {fact.skill})
        case _:
            return training


TRAINING = Decider(Training(), decide, evolve, commands=(AnswerModule, CreditModule))
