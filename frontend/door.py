"""The one door: where sealed values are opened for a reader, at the moment a page is made, and nowhere else."""

from collections.abc import Collection, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from jinja2 import Environment
from markupsafe import Markup

from events.category import Category
from events.sealed import Box
from frontend.instead import unreadable
from frontend.kept import Kept, sealed
from frontend.naming import Names
from frontend.reader import Reader
from frontend.scope.withheld import withheld
from frontend.seen_then import instead_of, known_as, looked_at
from frontend.visibility import Sight
from frontend.walking import within
from services.kernel.keyring import VaultUnavailable, Vouched
from services.kernel.sealing import from_parts, unbox


class Keys(Protocol):
    """Lends vault keys: None for one that is destroyed. Raises VaultUnavailable, with what is still on loan."""

    async def for_opening(self, ids: Collection[UUID]) -> Mapping[UUID, bytes | None]: ...
    def vouched(self) -> Vouched | None: ...
    def lent_until(self, ids: Collection[UUID]) -> float: ...


@dataclass
class Lens:
    """What a reader may see on one page, by the place of each box: its words, or the sentence instead."""

    words: dict[str, Any] = field(default_factory=dict)
    instead: dict[str, Markup] = field(default_factory=dict)
    summed: set[str] = field(default_factory=set)
    names: Names = field(default_factory=Names)
    boxes: dict[str, Box] = field(default_factory=dict)
    """Those that were opened, names included: who looks at them is recorded (frontend/looks)."""
    away: bool = False
    """A key could not be asked for: a moment later the page may say more."""


LENS: ContextVar[Lens] = ContextVar("lens")


class Door:
    """`key` makes pseudonyms."""

    def __init__(self, keys: Keys, key: bytes) -> None:
        self.keys = keys
        self._key = key

    async def lens(self, reader: Reader, context: Mapping[str, Any]) -> Lens:
        """Looks through all a template is given, and opens what this reader may see of it."""
        boxes, ids = within(context)
        made = Lens(names=known_as(reader, ids, self._key))
        seen = sights(reader, boxes)
        closed = [(box, how) for box, how in seen if how is not Sight.FULL]
        made.instead = {place(box): instead_of(reader, how, box) for box, how in closed}
        made.summed = {place(box) for box, how in closed if how is Sight.SUMMARY}
        await self._open(made, [box for box, how in seen if how is Sight.FULL], made.words)
        await self._open(made, list(made.names.boxes()), made.names.words)
        return made

    async def _open(self, made: Lens, boxes: list[Box], into: dict[str, Any]) -> None:
        lent, otherwise = await self._borrow({box.key for box in boxes})
        made.away = made.away or otherwise == "away"
        for box in boxes:
            known = made.words.get(place(box))  # its own name on a page of this very person
            if known is not None and into is not made.words:
                into[place(box)] = known
            elif key := lent.get(box.key):
                open_one(made, into, box, key)
            else:
                made.instead[place(box)] = unreadable(otherwise)

    async def _borrow(self, wanted: set[UUID]) -> tuple[Mapping[UUID, bytes | None], str]:
        """The keys, and why one is not among them."""
        try:
            return (await self.keys.for_opening(wanted) if wanted else {}), "erased"
        except VaultUnavailable as error:
            return error.lent, "away"


def sights(reader: Reader, boxes: Iterable[Box]) -> list[tuple[Box, Sight]]:
    """Each box once, and how much of it is shown: asked once for each owner and category."""
    found = {place(box): box for box in boxes}

    @cache
    def seen(owner: UUID, category: Category) -> Sight:
        return looked_at(reader, owner, category)

    return [
        (box, Sight.NONE if withheld(reader, box) else seen(box.owner, box.category))
        for box in found.values()
    ]


def open_one(made: Lens, words: dict[str, Any], box: Box, key: bytes) -> None:
    try:
        words[place(box)] = from_parts(*box.parts, key) if isinstance(box, Kept) else unbox(box, key)
        made.boxes[place(box)] = box
    except ValueError:
        made.instead[place(box)] = unreadable("damaged")


def place(box: Box) -> str:
    return box.place or ""


def lens() -> Lens:
    """Without a page being made for someone, nothing is open."""
    return LENS.get(Lens())


def opened(value: Any, kind: str = "text", summary: Any = None) -> Any:
    """Template filter: the words in a box if the reader may see them, else a constant sentence.

    `opened("date")` gives a date; use it with the test `readable` before going on to `| day`. `summary` is a
    band, a count or a trend that facts tell in clear: it is for who may read a summary, and for nobody below.
    """
    if not isinstance(value, Box):
        return value
    if not readable(value):
        told = summary if place(value) in lens().summed else None
        return told or lens().instead.get(place(value)) or sealed()
    words = lens().words[place(value)]
    return date.fromisoformat(words) if kind == "date" else words


def readable(value: Any) -> bool:
    """Template test: `{% if it.text is readable %}`."""
    return isinstance(value, Box) and place(value) in lens().words


def install(environment: Environment) -> None:
    environment.filters["opened"] = opened
    environment.filters["called"] = lambda person: lens().names.called(person)
    environment.filters["named"] = lambda person: lens().names.named(person)
    environment.tests["readable"] = readable
