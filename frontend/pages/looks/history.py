"""Looks as the record holds them, and those of this node that are still on their way there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from events.category import Category
from events.envelope import Recorded
from events.reads.look import RecordRead
from events.role import Role
from frontend.bus import Unreachable
from frontend.node import Node
from frontend.pages.file.history import said
from services.kernel.sealing import binary

SIZE = 200


class Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    data: str


class Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    records: tuple[Kept, ...]
    next: int | None


@dataclass(frozen=True)
class Look:
    """``again`` counts the repeats told so far, the last of them at ``last``."""

    id: UUID
    reader: UUID
    role: Role
    organisation: UUID | None
    owner: UUID
    categories: tuple[Category, ...]
    page: str
    at: datetime
    again: int
    last: datetime
    copied: bool
    glass: bool
    name_only: bool


@dataclass(frozen=True)
class Found:
    """The newest first. ``next`` leads to older ones; ``whole`` is False where the record did not answer."""

    looks: tuple[Look, ...]
    next: int | None
    whole: bool


async def looks(node: Node, owners: Collection[UUID], before: int | None = None) -> Found:
    """What the record holds, and on the first page also what this node has not sent there yet."""
    fresh = await node.looks.unsent(owners) if before is None else []
    try:
        asked = {"owners": list(owners), "before": before, "limit": SIZE}
        page = await said(node.bus.client, "reads", asked, Page)
    except Unreachable:
        return Found(merged(fresh), None, whole=False)
    kept = [record for it in page.records if (record := recorded(it))]
    return Found(merged([*kept, *fresh]), page.next, whole=True)


def recorded(kept: Kept) -> Recorded | None:
    try:
        return Recorded.model_validate_json(binary(kept.data))
    except ValueError:
        return None


def merged(records: Collection[Recorded]) -> tuple[Look, ...]:
    """Repeats are told with the look they repeat."""
    facts = {it.event_id: fact for it in records if (fact := revived(it))}
    again = {fact.extends: fact for fact in facts.values() if fact.extends}
    found = [look(it, fact, again.get(it)) for it, fact in facts.items() if fact.extends is None]
    return tuple(sorted(found, key=lambda it: (it.at, it.id), reverse=True))


def revived(record: Recorded) -> RecordRead | None:
    try:
        fact = record.revived()
    except (ValidationError, ValueError):
        return None
    return fact if isinstance(fact, RecordRead) else None


def look(it: UUID, fact: RecordRead, again: RecordRead | None) -> Look:
    return Look(
        it, fact.reader, fact.role, fact.organisation, fact.owner, fact.categories, fact.page, fact.first,
        again.times if again else 0, again.last if again else fact.last, fact.copied, fact.glass,
        fact.name_only,
    )  # fmt: skip
