"""The day of someone who accompanies homes, gathered from visits and cases."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from frontend.pages.case.brief import to_decide
from frontend.pages.case.queries import Case, case, cases, visits
from frontend.pages.goals.queries import how_many_open
from frontend.pages.visit.queries import Note, Visit, last_note, visits_of, visits_without_note

DAY = timedelta(days=1)
URGENCY = ("running", "planned", "done")


@dataclass(frozen=True)
class Appointment:
    """``note`` is the last agreement of the home, or what was last shared with it."""

    visit: Visit
    place: Case
    note: Note | None
    goals: int
    mine: bool


@dataclass(frozen=True)
class Decision:
    """``code`` says what waits; see ``to_decide``."""

    code: str
    place: Case


@dataclass(frozen=True)
class Day:
    today: tuple[Appointment, ...]
    tomorrow: tuple[Appointment, ...]
    unfinished: tuple[Appointment, ...]
    decisions: tuple[Decision, ...]

    @property
    def first(self) -> Appointment | None:
        """What comes next: one under way, then one's own, then any other of today."""
        waiting = [it for it in self.today if it.visit.state in ("running", "planned")]
        return min(waiting, key=lambda it: (it.visit.state != "running", not it.mine), default=None)


def day_of(db: sqlite3.Connection, person: UUID, assigned: tuple[UUID, ...], today: date) -> Day:
    tomorrow = today + DAY
    return Day(
        today=appointments(db, person, visits_of(db, assigned, today, tomorrow), today),
        tomorrow=appointments(db, person, visits_of(db, assigned, tomorrow, tomorrow + DAY), today),
        unfinished=appointments(db, person, visits_without_note(db, assigned, today), today),
        decisions=decisions(db, assigned, today),
    )


def appointments(
    db: sqlite3.Connection, person: UUID, found: tuple[Visit, ...], today: date
) -> tuple[Appointment, ...]:
    """What is under way first, then one's own; missed ones no longer ask for anything."""
    made = (appointment(db, person, it, today) for it in found if it.state != "missed")
    return tuple(
        sorted(
            (it for it in made if it),
            key=lambda it: (it.visit.happened_on, URGENCY.index(it.visit.state), not it.mine),
        )
    )


def appointment(db: sqlite3.Connection, person: UUID, visit: Visit, today: date) -> Appointment | None:
    place = case(db, visit.dossier, today)
    if place is None:
        return None
    return Appointment(
        visit=visit,
        place=place,
        note=last_note(db, visit.dossier, visit.happened_on),
        goals=how_many_open(db, visit.dossier),
        mine=visit.operator == person,
    )


def decisions(db: sqlite3.Connection, assigned: tuple[UUID, ...], today: date) -> tuple[Decision, ...]:
    return tuple(
        Decision(code, place)
        for place in cases(db, assigned, today)
        for code in to_decide(place, visits(db, place.dossier, today), today)
    )
