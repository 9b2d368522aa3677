"""The functional core's shape: an aggregate is an empty state and two pure functions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from events.category import Category
from events.envelope import Recorded
from events.message import Command, Fact

State = TypeVar("State")


@dataclass(frozen=True)
class Act:
    """Who acts, as whom and when: all that a rule may know of the world outside its own state.

    ``day`` is the legal day of ``occurred_at`` where the partnership lives; ``today`` that of ``received_at``.
    """

    actor: UUID
    role: str
    organisation: UUID | None
    on_behalf_of: UUID | None
    partnership: str
    occurred_at: datetime
    received_at: datetime
    zone: str = "Europe/Rome"

    @cached_property
    def day(self) -> date:
        return self.occurred_at.astimezone(ZoneInfo(self.zone)).date()

    @cached_property
    def today(self) -> date:
        return self.received_at.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True)
class Decider(Generic[State]):
    """An aggregate.

    ``decide(state, command, act, **seen)`` yields facts for the command's own stream, or further commands that
    must be accepted in the very same save (each decided by its own aggregate); it raises Refusal to say no.
    ``evolve(state, fact)`` folds one fact. ``reads(command)`` names other streams of the same service whose
    states ``decide`` receives as keyword arguments: one writer per store makes them consistent.
    ``opens`` names the categories this aggregate must reason on: while folding, the kernel opens their boxes with
    keys lent for minutes, so ``evolve`` sees them ``Open``; all others stay closed.

    The facts and commands of an aggregate are declared in one module of ``events``: that is how a stream knows
    whose it is.
    """

    initial: State
    decide: Callable[..., Iterator[Fact | Command]]
    evolve: Callable[[State, Fact], State]
    commands: tuple[type[Command], ...]
    reads: Callable[[Any], Mapping[str, "Read"]] = field(default=lambda _: {})
    opens: tuple[Category, ...] = ()

    def owns(self, fact: Fact) -> bool:
        return any(type(fact).__module__ == command.__module__ for command in self.commands)

    def fold(self, facts: Iterable[Fact], state: State | None = None) -> State:
        state = self.initial if state is None else state
        for fact in facts:
            state = self.evolve(state, fact)
        return state


@dataclass(frozen=True)
class Read:
    """Another stream a decision looks at, and the aggregate it belongs to."""

    decider: Decider[Any]
    stream: UUID


@dataclass(frozen=True)
class Due:
    """A command that falls due at a moment derived from facts; the same kind on the same stream replaces it.

    ``command`` None takes back whatever was due under that kind.
    """

    kind: str
    stream: UUID
    at: datetime | None = None
    command: Command | None = None


Reaction = Callable[[Fact, Recorded], Iterator[Command]]
"""A policy: what this service asks of itself when a fact arrives from another (or from itself)."""

Dues = Callable[[Fact, Recorded], Iterator[Due]]


def midnight_after(day: date, zone: str = "Europe/Rome") -> datetime:
    """The first instant that no longer belongs to ``day`` there: "until" is exclusive at the next local midnight."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(zone))
