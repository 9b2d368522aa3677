"""The answers a form of a visit offers, in the order in which they are offered, with their words."""

from collections.abc import Iterable
from typing import Any, get_args

from events.accompaniment.presence import NotSigned
from events.accompaniment.repair import Broken
from events.accompaniment.visit import CorrectionReason, Kind, MissReason, MoveReason, Section, Visibility
from frontend.sentences import code

CONTEXT = "accompaniment"

Options = list[tuple[str, str]]


def options(field: str, literal: Any) -> Options:
    return worded(field, get_args(literal))


def worded(field: str, values: Iterable[str]) -> Options:
    return [(value, first_upper(code(CONTEXT, field, value))) for value in values]


def first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def choices() -> dict[str, Options]:
    """What the templates of a visit ask for by name."""
    return {
        "sections": options("section", Section),
        "visibilities": options("visibility", Visibility),
        "miss_reasons": options("reason", MissReason),
        "move_reasons": options("reason", MoveReason),
        "correction_reasons": options("reason", CorrectionReason),
        "kinds": options("kind", Kind),
        "unsigned_reasons": options("reason", NotSigned),
        "broken": options("what", Broken),
    }


def steps() -> Options:
    """The help ladder, from the least alone to alone."""
    return worded("level", ("1", "2", "3", "4", "5"))
