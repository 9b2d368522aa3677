"""Given facts, when a command is asked, then these facts: the sentences domain tests are written in."""

from datetime import UTC, datetime
from typing import Any

from events.envelope import Refusal
from events.message import Command, Fact
from services.kernel.deciding import Act, Decider
from tests.people import COOPERATIVE, MARTA, PARTNERSHIP, Person

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def act(person: Person = MARTA, role: str | None = None, at: datetime = NOW, **more: Any) -> Act:
    more = {"received_at": at, "organisation": COOPERATIVE, "on_behalf_of": None, **more}
    return Act(person.id, role or person.role, partnership=PARTNERSHIP, occurred_at=at, **more)


def given(decider: Decider[Any], *facts: Fact) -> Any:
    return decider.fold(facts)


def when(
    decider: Decider[Any], command: Command, state: Any, by: Act | None = None, **seen: Any
) -> list[Fact | Command]:
    """What the decision yields: facts, and commands that must be accepted with them."""
    return list(decider.decide(state, command, by or act(), **seen))


def refused(decider: Decider[Any], command: Command, state: Any, by: Act | None = None, **seen: Any) -> str:
    """The reason a rule gave for saying no; fails when no rule did."""
    try:
        when(decider, command, state, by, **seen)
    except Refusal as refusal:
        return refusal.reason
    raise AssertionError(f"{type(command).__name__} was not refused")
