"""What was made anew while a page was being made: ids never to be handed out twice, and what holds only now."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Making:
    """``draft`` is left by whoever shows the page, if it may be shown again."""

    version: int
    """Of the read model, before the first query."""
    ids: list[str] = field(default_factory=list)
    only_now: bool = False
    draft: Any = None


MAKING: ContextVar[Making | None] = ContextVar("making", default=None)


def handed_out(it: str) -> None:
    if making := MAKING.get():
        making.ids.append(it)


def only_now() -> None:
    """This page tells hours, or holds something made by chance: it is another one a moment later."""
    if making := MAKING.get():
        making.only_now = True
