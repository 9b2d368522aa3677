"""All that the page of a visit shows, gathered once."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from frontend.forms import Filled, blank
from frontend.ids import uuid7
from frontend.pages.case.queries import Case, case
from frontend.pages.comparison.queries import version_of
from frontend.pages.goals.queries import Goal, open_goals
from frontend.pages.visit.attested import Repair, Signed, repairs, signed
from frontend.pages.visit.besides import Repaired, Repairing, Talking
from frontend.pages.visit.forms import (
    Confirming,
    Correction,
    Duration,
    Ending,
    Missing,
    Moving,
    Rating,
    Start,
    Unconfirmed,
    Writing,
)
from frontend.pages.visit.queries import (
    Correction as Corrected,
)
from frontend.pages.visit.queries import (
    Note,
    Visit,
    last_note,
    minutes_corrected,
    notes_of,
    visit,
)

LONGEST = 6 * 60
USUAL = 60
STEP = 5


@dataclass(frozen=True)
class Sheet:
    visit: Visit
    case: Case
    notes: tuple[Note, ...]
    durations: tuple[Corrected, ...]
    goals: tuple[Goal, ...]
    before: Note | None
    signed: tuple[Signed, ...] = ()
    repairs: tuple[Repair, ...] = ()
    version: int = 0

    @property
    def unsigned(self) -> tuple[UUID, ...]:
        """Who could still confirm."""
        done = {it.person for it in self.signed}
        return tuple(it for it in self.visit.people if it not in done)

    def note(self, it: str) -> Note | None:
        return next((note for note in self.notes if str(note.id) == it), None)


def sheet(db: sqlite3.Connection, it: UUID) -> Sheet | None:
    found = visit(db, it)
    place = case(db, found.dossier, found.happened_on) if found else None
    if found is None or place is None:
        return None
    return Sheet(
        visit=found,
        case=place,
        notes=notes_of(db, it),
        durations=minutes_corrected(db, it),
        goals=tuple(it for it in open_goals(db, found.dossier) if it.person in found.people),
        before=last_note(db, found.dossier, found.happened_on),
        signed=signed(db, it),
        repairs=repairs(db, found.dossier),
        version=version_of(db, it),
    )


def forms(found: Sheet, now: datetime) -> dict[str, Filled[Any]]:
    """Each form as nobody has touched it yet."""
    one = found.visit.people if len(found.visit.people) == 1 else ()
    person = {"person": one[0]} if found.visit.kind == "individual" and one else {}
    section = found.notes[-1].section if found.notes else "wellbeing"
    return {
        "starting": blank(Start),
        "writing": blank(Writing, note=uuid7(), section=section, visibility="team", **person),
        "rating": blank(Rating),
        "ending": blank(Ending, **lasted(found.visit, now)),
        "confirming": blank(Confirming, person=next(iter(found.unsigned), "")),
        "unconfirmed": blank(Unconfirmed),
        "repairing": blank(Repairing, repair=uuid7()),
        "repaired": blank(Repaired),
        "talking": blank(Talking, tension=uuid7()),
        "correcting": blank(Correction),
        "timing": blank(Duration),
        "missing": blank(Missing),
        "moving": blank(Moving),
    }


def lasted(visit: Visit, now: datetime) -> dict[str, int]:
    """Of a visit that has not begun nobody knows yet; the moment it is closed tells."""
    return {"minutes": elapsed(visit.started_at, now)} if visit.started_at else {}


def elapsed(since: datetime | None, now: datetime) -> int:
    """Minutes to the nearest five; an hour when the visit was left open for long."""
    passed = round((now - since).total_seconds() / 60 / STEP) * STEP if since else USUAL
    return max(passed, STEP) if passed <= LONGEST else USUAL
