"""A record as one Italian sentence for the report of a pack: people by a code, closed values as closed."""

from typing import Any

from pydantic import ValidationError

from events.envelope import Recorded
from events.message import Unknown
from events.sealed import Box
from frontend.outside import told_outside
from frontend.sentences import Part, Someone


def told(record: dict[str, Any]) -> str:
    try:
        recorded = Recorded.model_validate(record)
        parts = told_outside(recorded.revived(), recorded.actor, {}).parts
    except (Unknown, ValidationError, KeyError, TypeError, ValueError):
        return str(record["topic"])
    return "".join(map(shown, parts))


def shown(part: Part) -> str:
    if isinstance(part, Someone):
        return f"[{str(part.person)[:8]}]"
    return "[sigillato]" if isinstance(part, Box) else part
