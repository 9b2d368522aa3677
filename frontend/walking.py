"""Finds what a template was given to show: boxes and ids, however deep in lists and dataclasses."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID

from events.sealed import Box
from frontend.reader import Reader


def within(value: Any) -> tuple[list[Box], set[UUID]]:
    found = list(each(value))
    return [it for it in found if isinstance(it, Box)], {it for it in found if isinstance(it, UUID)}


def each(value: Any) -> Iterator[Box | UUID]:
    if isinstance(value, (Box, UUID)):
        yield value
    elif isinstance(value, Mapping):
        yield from within_all(value.keys())
        yield from within_all(value.values())
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from within_all(value)
    elif is_dataclass(value) and not isinstance(value, (Reader, type)):
        yield from within_all(getattr(value, field.name) for field in fields(value))


def within_all(values: Any) -> Iterator[Box | UUID]:
    for value in values:
        yield from each(value)
