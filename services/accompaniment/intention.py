"""An intention that lost against a colleague's change: written once, and never changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.accompaniment.intention import IntentionKept, KeepIntention
from events.category import Category
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Intention:
    kept: bool = False


def decide(intention: Intention, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case KeepIntention() if not intention.kept:
            text = seal(command.text, command.dossier, Category.VISIT_PROFESSIONAL)
            yield IntentionKept(of=command.of, choice=command.choice, author=act.actor, text=text)


def evolve(intention: Intention, fact: Fact) -> Intention:
    return replace(intention, kept=True) if isinstance(fact, IntentionKept) else intention


INTENTION = Decider(Intention(), decide, evolve, commands=(KeepIntention,))
