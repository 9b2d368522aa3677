"""What a page showed of each owner, as it is to be written down."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.category import Category
from events.role import Role
from events.sealed import Box
from frontend.reader import Reader
from frontend.scope.persons import entries_of


@dataclass(frozen=True)
class Look:
    """``opening`` is the id of the page opening it belongs to, ``n`` its place there; ``at`` in UTC."""

    opening: UUID
    n: int
    reader: UUID
    role: Role
    organisation: UUID | None
    owner: UUID
    categories: tuple[Category, ...]
    page: str
    at: datetime
    copied: bool = False
    glass: bool = False

    @property
    def key(self) -> str:
        """The same for looks that are repeats of each other."""
        who = [str(self.reader), self.role.value, str(self.owner)]
        return json.dumps([*who, self.page, self.copied, self.glass, *self.categories])


def looks(
    boxes: Iterable[Box], reader: Reader, page: str, opening: UUID, at: datetime, copied: bool = False
) -> tuple[Look, ...]:
    """One for each owner; none for what is the reader's own. Whoever looks through another's eyes is who looks."""
    reader = reader.looker
    who = (reader.person, reader.role, reader.organisation)
    shown = sorted(owed(boxes, reader).items())
    return tuple(
        Look(opening, n, *who, owner, tuple(sorted(of)), page, at, copied, through_glass(reader, owner, of))
        for n, (owner, of) in enumerate(shown)
    )


def through_glass(reader: Reader, owner: UUID, categories: Iterable[Category]) -> bool:
    return any(reader.broken(reader.role, owner, it) for it in categories)


def owed(boxes: Iterable[Box], reader: Reader) -> dict[UUID, set[Category]]:
    """Owner → what was shown of them."""
    own = set(theirs(reader))
    found: dict[UUID, set[Category]] = defaultdict(set)
    for box in boxes:
        if box.owner not in own:
            found[box.owner].add(box.category)
    return found


def theirs(reader: Reader) -> Iterator[UUID]:
    """Whatever a person reads of themselves, and of what belongs to the home they live in, is nobody's to record."""
    yield reader.person
    yield from reader.homes
    if reader.db is not None and reader.signed_in:
        yield from entries_of(reader.db, reader.person)
