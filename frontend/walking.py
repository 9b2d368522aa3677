"""Finds what a template was given to show: boxes and ids, however deep in lists and dataclasses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any
from uuid import UUID

from events.sealed import Box
from frontend.reader import Reader

Inside = Callable[[Any], Iterable[Any]]


def within(value: Any) -> tuple[list[Box], set[UUID]]:
    boxes, ids, waiting = list[Box](), set[UUID](), [value]
    while waiting:
        it = waiting.pop()
        kind = type(it)
        if kind is UUID:
            ids.add(it)
        elif inside := opened_up(kind):  # type: ignore[arg-type]
            waiting.extend(inside(it))
        elif isinstance(it, Box):
            boxes.append(it)
        elif isinstance(it, UUID):
            ids.add(it)
    return boxes, ids


@cache
def opened_up(kind: type[Any]) -> Inside | None:
    """How to look into a value of this kind; None where there is nothing to find, or it is a box."""
    if issubclass(kind, Mapping):
        return lambda it: (*it.keys(), *it.values())
    if issubclass(kind, (list, tuple, set, frozenset)):
        return iter
    if is_dataclass(kind) and not issubclass(kind, Reader):
        names = [field.name for field in fields(kind)]
        return lambda it: [getattr(it, name) for name in names]
    return None
