"""The bytes of a batch, read strictly: bounded, UTF-8, each name once, numbers that are numbers."""

import json
import math
from typing import Any

MOST_BYTES = 256 * 1024
MOST_READ = 2 * 1024 * 1024
MOST_ITEMS = 200
LARGEST_ITEM = 64 * 1024
DEEPEST = 8


class NotABatch(ValueError):
    """Not what our own script sends: ``str`` says of what kind the fault is."""


class TooMuch(Exception):
    """More than is taken at once; ``fits`` of its first items would have been."""

    def __init__(self, fits: int) -> None:
        super().__init__(fits)
        self.fits = fits


def batch(body: bytes) -> tuple[str, list[Any]]:
    """Whose items, and the items, each still to be looked at. Raises NotABatch or TooMuch."""
    if len(body) > MOST_READ:
        raise TooMuch(MOST_BYTES // LARGEST_ITEM)
    said = parsed(body)
    if not isinstance(said, dict) or set(said) != {"user", "items"}:
        raise NotABatch("shape")
    user, items = said["user"], said["items"]
    if not isinstance(user, str) or not isinstance(items, list):
        raise NotABatch("shape")
    if len(items) > MOST_ITEMS or len(body) > MOST_BYTES:
        raise TooMuch(fitting(items))
    return user, items


def parsed(body: bytes) -> Any:
    try:
        # As text, or other encodings than UTF-8 would be guessed at.
        said = json.loads(body.decode(), object_pairs_hook=once, parse_constant=no_number, parse_float=finite)
    except (ValueError, RecursionError) as error:  # of which UnicodeDecodeError is one
        raise NotABatch(type(error).__name__) from error
    if deeper(said, DEEPEST):
        raise NotABatch("depth")
    return said


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotABatch("a name twice")
    return found


def no_number(text: str) -> float:
    raise NotABatch("not a number")


def finite(text: str) -> float:
    """1e999 is written like a number, and is none."""
    number = float(text)
    return number if math.isfinite(number) else no_number(text)


def deeper(value: Any, most: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return most == 0 or any(deeper(each, most - 1) for each in inside)


def fitting(items: list[Any]) -> int:
    """How many of the first go into one batch."""
    left = MOST_BYTES - 1024
    for n, item in enumerate(items[:MOST_ITEMS]):
        left -= len(json.dumps(item)) + 1
        if left < 0:
            return n
    return min(len(items), MOST_ITEMS)
