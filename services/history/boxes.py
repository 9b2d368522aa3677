"""The closed boxes of a record, found by their form: also in a fact this release does not know."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from events.sealed import Box


def boxes(record: dict[str, Any]) -> Iterator[tuple[str, Box]]:
    """Field path → the box, told where it stands."""
    for path, value in within("", record["fact"]):
        yield path, value.model_copy(update={"place": f"{record['event_id']}/{path}"})


def within(path: str, value: Any) -> Iterator[tuple[str, Box]]:
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from within(f"{path}[{n}]", item)
    elif isinstance(value, dict):
        box = boxed(value)
        if box:
            yield path, box
        else:
            for name, inner in value.items():
                yield from within(f"{path}.{name}" if path else name, inner)


def boxed(value: dict[str, Any]) -> Box | None:
    try:
        return Box.model_validate(value)
    except ValidationError:
        return None
