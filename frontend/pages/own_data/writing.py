"""The same entries for machines: names where the reader may know them, words where they are theirs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from events.envelope import Recorded
from events.role import Role
from frontend.door import lens, opened, readable
from frontend.i18n import gettext
from frontend.outside import BETWEEN_THEM
from frontend.pages.own_data.collecting import Entry, Mine
from frontend.roles import role_name

FORMAT = "casa-facendo/i-miei-dati/1"


def data(mine: Mine, at: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": at.isoformat(timespec="seconds"),
        "persons": sorted(str(it) for it in mine.me),
        "facts": [told(n, it, mine.me) for n, it in enumerate(mine.entries, start=1)],
    }


def encoded(mine: Mine, at: datetime) -> bytes:
    return to_json(data(mine, at), indent=1)


def told(n: int, it: Entry, me: frozenset[UUID]) -> dict[str, Any]:
    recorded = it.recorded
    return {
        "n": n,
        "event_id": recorded.event_id,
        "what": recorded.topic,
        "sentence": str(it.title),
        "happened_at": recorded.occurred_at,
        "received_at": recorded.received_at,
        "recorded_at": recorded.recorded_at,
        "late": recorded.late,
        "dossier": recorded.dossier,
        "by": by(recorded, me),
        "fields": fields(recorded.fact, "", it, me),
    }


def by(recorded: Recorded, me: frozenset[UUID]) -> str:
    """For what the house did by itself there is no role to name; who began to talk of something is told to nobody."""
    if recorded.actor in me:
        return gettext("io")
    if recorded.topic in BETWEEN_THEM:
        return gettext("una persona")
    role = role_name(Role(recorded.role))
    return f"{lens().names.called(recorded.actor)} ({role})" if role else lens().names.called(recorded.actor)


def fields(value: Any, path: str, it: Entry, me: frozenset[UUID]) -> Any:
    """The clear fields as they stand, other persons as the reader may call them, each box as its words."""
    if path in it.boxes:
        return words(it, path)
    if path in it.not_yours:
        return None
    if isinstance(value, dict):
        return {
            name: fields(each, f"{path}.{name}" if path else name, it, me) for name, each in value.items()
        }
    if isinstance(value, list):
        return [fields(each, f"{path}[{n}]", it, me) for n, each in enumerate(value)]
    return named(value, me) if isinstance(value, str) else value


def words(it: Entry, path: str) -> Any:
    box = it.boxes[path]
    return opened(box) if readable(box) else {"not_shown": str(opened(box).striptags())}


def named(value: str, me: frozenset[UUID]) -> str:
    try:
        who = UUID(value)
    except ValueError:
        return value
    people = lens().names.people
    return lens().names.called(who) if who in people and who not in me else value
