"""Looks for tests: an operator at somebody's goals, on the page of a case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from pydantic_core import from_json

from events.category import Category
from events.reads.look import RecordRead
from events.role import Role
from frontend.looks.ledger import Ledger
from frontend.looks.look import Look
from frontend.looks.opening import Opening, opening

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def look(owner: UUID | None = None, at: datetime = NOON) -> Look:
    return Look(uuid4(), 0, uuid4(), Role.OPERATOR, None, owner or uuid4(), (Category.GOALS,), "case", at)


def later(it: Look, **after: float) -> Look:
    """The same reader at the same page again, in another opening."""
    return replace(it, opening=uuid4(), at=it.at + timedelta(**after))


def alone(*looks: Look) -> list[Opening]:
    """Each in an opening of its own."""
    return [opening((it,), it.opening, it.at) for it in looks]


def facts(ledger: Ledger) -> list[RecordRead]:
    return [RecordRead.model_validate(from_json(row.data)["fact"]) for row in ledger.waiting(0, 10_000)]


def ledger(folder) -> Ledger:
    return Ledger(folder / "looks.sqlite", "lucca", "Europe/Rome")
