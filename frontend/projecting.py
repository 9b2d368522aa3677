"""What a projection is: tables, and plain functions that turn one fact into rows of them."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, overload
from uuid import UUID

from events.envelope import Recorded
from events.message import FACTS, Fact
from events.sealed import Box, Open
from frontend.kept import Kept

Apply = Callable[[Any, Any, Recorded], None]
"""Its connection, or what gathers rows for one; a fact of its kind; the record."""
Which = Callable[[type[Fact]], bool]
SomeApply = TypeVar("SomeApply", bound=Apply)


def id_text(it: UUID) -> str:
    """As ``str`` says it: a rebuild writes four ids a fact, most of them more than once."""
    return said(it.int)


@lru_cache(maxsize=8192)
def said(number: int) -> str:
    text = number.to_bytes(16).hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


# Ids, days and instants may be handed to SQL as they are.
sqlite3.register_adapter(UUID, id_text)
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_adapter(datetime, datetime.isoformat)


class Projection:
    """`tables` and `indexes` are DDL scripts; the names of tables begin with the projection's own.

    `indexes` are for pages and are made last; what the functions themselves look for belongs into `tables`.

    Raise `version` when the functions change what they write: the read model is then built anew.
    A function sees nothing but its connection, so the same code runs on `:memory:`; it must give equal tables
    under any interleaving of the streams that keeps the order of each.
    """

    def __init__(self, name: str, version: int, tables: str, indexes: str = "") -> None:
        self.name, self.version, self.tables, self.indexes = name, version, tables, indexes
        self._by_topic: dict[str, list[Apply]] = {}
        self._by_kind: list[tuple[Which, Apply]] = []

    def on(self, *facts: type[Fact]) -> Callable[[SomeApply], SomeApply]:
        """Registers `apply(db, fact, recorded)` for each of these kinds of fact."""

        def register(apply: SomeApply) -> SomeApply:
            for fact in facts:
                self._by_topic.setdefault(fact.TOPIC, []).append(apply)
            return apply

        return register

    def on_those(self, which: Which) -> Callable[[SomeApply], SomeApply]:
        """Registers `apply` for every kind of fact, of any context, that `which` says yes to."""

        def register(apply: SomeApply) -> SomeApply:
            self._by_kind.append((which, apply))
            return apply

        return register

    def hears(self, topic: str) -> bool:
        """Whether a fact of this kind says anything to it."""
        return bool(self.applies(topic))

    def listens(self, context: str) -> bool:
        """Whether any fact of a context says anything to it."""
        return bool(self._by_kind) or any(topic.startswith(f"{context}.") for topic in self._by_topic)

    def applies(self, topic: str) -> tuple[Apply, ...]:
        """What a fact of this kind is given to, in order."""
        kind = FACTS[topic]
        those = (apply for which, apply in self._by_kind if which(kind))
        return (*those, *self._by_topic.get(topic, ()))

    def apply(self, db: Any, fact: Fact, recorded: Recorded) -> None:
        for apply in self.applies(recorded.topic):
            apply(db, fact, recorded)

    @property
    def shape(self) -> str:
        """What a file must have been made with to be ours."""
        return f"{self.name}\n{self.version}\n{self.tables}\n{self.indexes}"


def keep(sealed: Open[Any] | Box | None) -> str | None:
    """The JSON a closed box is stored as, with the place it came from; an open value must never get here."""
    if isinstance(sealed, Open):
        raise TypeError("an open value cannot be kept in a read model")
    return sealed.model_dump_json() if sealed else None


@overload
def box(text: str) -> Kept: ...
@overload
def box(text: None) -> None: ...
def box(text: str | None) -> Kept | None:
    """The box `keep` stored."""
    return closed(text) if text else None


@lru_cache(maxsize=4096)
def closed(text: str) -> Kept:
    """Read once: a box is never changed, and closed for whoever holds it."""
    return Kept.model_validate_json(text)
