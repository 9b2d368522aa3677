"""Two entries, one human being: how readers and rules find whom an id stands for today."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from events.message import Fact
from events.network.person import FoundSame


def found(facts: Iterable[Fact]) -> dict[UUID, UUID]:
    """Other → kept, as ``resolve`` wants it."""
    return {fact.other: fact.kept for fact in facts if isinstance(fact, FoundSame)}


def resolve(person: UUID, same: Mapping[UUID, UUID]) -> UUID:
    """Whom ``person`` is read as; themselves when nobody found otherwise.

    Deciders never make a ring; a reader that meets a damaged one stops where it began instead of hanging.
    """
    seen = {person}
    while (kept := same.get(person)) is not None and kept not in seen:
        seen.add(kept)
        person = kept
    return person
