"""How a part of the house says how it is: ready or not, how far behind, and kinds of trouble, never their words."""

from collections.abc import Iterable, Mapping
from typing import Any

KINDS = (
    "disk",
    "diverged",
    "erasures",
    "following",
    "letters",
    "parked",
    "projector",
    "reader",
    "relay",
    "silent",
    "starting",
    "store",
    "unreviewed",
    "witness",
    "writer",
)
"""The only words of trouble that leave a process; anything else is `other`, and stands in its log."""


def told(part: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ready": bool(part.get("ready", True)),
        "lag": {name: int(lag) for name, lag in part.get("lag", {}).items()},
        "trouble": kinds(part.get("trouble", ())),
    }


def kinds(trouble: Iterable[object]) -> list[str]:
    """What stands beside the kind may be an error's own words, which are nobody's business here."""
    return sorted({next((kind for kind in KINDS if kind in str(words)), "other") for words in trouble})
