"""One fact as an entry of the file: its sentence without private words, who wrote it, its three times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import ValidationError

from events.access import BREAKABLE
from events.envelope import Recorded
from events.message import Fact, Unknown
from events.role import Role
from events.sealed import Box
from frontend.i18n import gettext
from frontend.instead import SENTENCE
from frontend.moments import local_day
from frontend.outside import BETWEEN_THEM, NAMELESS, told_outside
from frontend.pages.file.kinds import kind_of
from frontend.pages.file.proof import Proof
from frontend.pages.file.queries import Other
from frontend.pages.file.shut import Shut
from frontend.roles import role_name
from frontend.sentences import Part, Told, code

Names = Mapping[UUID, str]


@dataclass(frozen=True)
class Entry:
    """``n`` is its place in the chain of ``dossier``. Where only this node's own notes are read, ``n`` and
    ``received`` are None and ``role`` is empty."""

    event: UUID
    dossier: UUID
    topic: str
    kind: str
    told: Told
    actor: UUID | None
    happened: datetime
    recorded: datetime
    late: bool
    n: int | None = None
    received: datetime | None = None
    role: str = ""
    behalf: UUID | None = None
    corrects: Other | None = None
    corrected: Other | None = None
    original: Told | None = None
    proof: Proof | None = None

    @property
    def breakable(self) -> bool:
        """Whether an auditor may open what it corrects, for a reason and an hour."""
        parts = self.original.parts if self.original else ()
        boxes = (part.box for part in parts if isinstance(part, Shut))
        return any(Role.AUDITOR in BREAKABLE.get(box.category, ()) for box in boxes)

    @property
    def days_late(self) -> int:
        return (local_day(self.recorded) - local_day(self.happened)).days


def entry(recorded: Recorded, n: int, names: Names) -> Entry:
    """Who did which turn is told to an auditor only in sums: here nobody is named for it."""
    of_the_house = recorded.role == Role.SYSTEM
    nameless = of_the_house or recorded.topic in NAMELESS
    known = {**names, recorded.actor: gettext("il sistema")} if of_the_house else names
    return Entry(
        event=recorded.event_id,
        n=n,
        dossier=recorded.dossier,
        topic=recorded.topic,
        kind=kind_of(recorded.topic),
        told=told(revived(recorded), recorded.actor, known),
        actor=None if nameless else recorded.actor,
        behalf=None if nameless else recorded.on_behalf_of,
        role="" if recorded.topic in BETWEEN_THEM else written_as(recorded.role),
        happened=recorded.occurred_at,
        received=recorded.received_at,
        recorded=recorded.recorded_at,
        late=recorded.late,
    )


def revived(recorded: Recorded) -> Fact | None:
    try:
        return recorded.revived()
    except (Unknown, ValidationError, KeyError, TypeError, ValueError):
        return None


def told(fact: Fact | None, actor: UUID, names: Names) -> Told:
    """A fact of a later release keeps its place, though this one has no words for it."""
    if fact is None:
        return Told((gettext("Un fatto che questa versione non sa leggere."),))
    return Told(tuple(map(without_words, told_outside(fact, actor, names).parts)))


def without_words(part: Part) -> Part:
    """Who broke the glass reads the words for their hour; all others the same constant whatever the box holds."""
    if isinstance(part, Box):
        what = code("accompaniment", "category", part.category)
        return cast(Part, Shut(part, SENTENCE.format(gettext("riservato (%s)") % what)))
    return part


def written_as(role: str) -> str:
    """The role in which it was written; empty for one this release does not know."""
    match role:
        case Role.SYSTEM:
            return gettext("il sistema da solo")
        case Role.SELF:
            return gettext("la persona stessa")
        case _:
            return role_name(Role(role)) if role in set(Role) else ""
