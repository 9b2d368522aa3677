"""What a page showed of each owner, as it is to be written down."""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
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
    name_only: bool = False

    @property
    def key(self) -> str:
        """The same for looks that are repeats of each other."""
        who = [str(self.reader), self.role.value, str(self.owner)]
        return json.dumps([*who, self.page, self.copied, self.glass, self.name_only, *self.categories])


def looks(
    boxes: Iterable[Box],
    names: Container[str],
    reader: Reader,
    page: str,
    opening: UUID,
    at: datetime,
    copied: bool,
) -> tuple[Look, ...]:
    """One for each owner; none for what is the reader's own. ``names`` are the places where names stand.

    Whoever looks through another's eyes, or in another's place, is who looks.
    """
    reader = reader.looker
    who = (reader.person, reader.role, body(reader))
    shown = sorted(owed(boxes, reader).items())
    return tuple(
        Look(
            opening, n, *who, owner, categories(of), page, at, copied, through_glass(reader, owner, categories(of)),
            name_only=all(it.place in names for it in of if it.category is Category.IDENTITY),
        )
        for n, (owner, of) in enumerate(shown)
    )  # fmt: skip


def body(reader: Reader) -> UUID | None:
    """The organisation they hold their office for."""
    offices = (it.organisation for it in reader.standings if it.kind == "role" and it.role is reader.role)
    return reader.organisation or next((it for it in offices if it), None)


def owed(boxes: Iterable[Box], reader: Reader) -> dict[UUID, list[Box]]:
    """Owner → what was shown of them."""
    own = set(theirs(reader))
    found: dict[UUID, list[Box]] = defaultdict(list)
    for box in boxes:
        if box.owner not in own:
            found[box.owner].append(box)
    return found


def categories(boxes: Iterable[Box]) -> tuple[Category, ...]:
    return tuple(sorted({it.category for it in boxes}))


def through_glass(reader: Reader, owner: UUID, categories: Iterable[Category]) -> bool:
    return any(reader.broken(reader.role, owner, it) for it in categories)


def theirs(reader: Reader) -> Iterator[UUID]:
    """Whatever a person reads of themselves, and of what belongs to the home they live in, is nobody's to record."""
    yield reader.person
    yield from reader.homes
    if reader.db is not None and reader.signed_in:
        yield from entries_of(reader.db, reader.person)
