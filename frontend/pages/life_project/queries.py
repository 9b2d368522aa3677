"""A life project with what its conditions could be shown by, and who could follow it."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.accompaniment.continuity import PARTS
from frontend.pages.goals.queries import Goal, goals_of
from frontend.pages.if_tomorrow.queries import Gap, gaps
from frontend.pages.nights.queries import Stay, stays_of
from frontend.pages.stable_home.queries import Path, project
from frontend.pages.wellbeing.living import living_of
from frontend.scope.persons import persons
from frontend.scope.queries import VALID


@dataclass(frozen=True)
class Project:
    """``slept`` and ``goals``: what may be named as evidence; ``team``: whoever holds an office with people."""

    path: Path
    slept: tuple[Stay, ...]
    goals: tuple[Goal, ...]
    gaps: tuple[Gap, ...]
    team: tuple[UUID, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Conditions somebody may declare: the others follow from facts."""
        return tuple(
            it.line.condition for it in self.path.steps if it.met_on is None and not it.line.by_itself
        )


def known(db: sqlite3.Connection, person: UUID, day: date) -> Project | None:
    """None for an id that is nobody's; a project may begin with anybody."""
    if not persons(db, (person,)).get(person):
        return None
    stays = stays_of(db, person)
    path = project(db, person, stays)
    homes = living_of(db, person, day)
    goals = tuple(it for home in homes for it in goals_of(db, home.cohabitation) if it.person == person)
    slept = tuple(it for it in stays if it.state == "left")
    holes = sorted(gaps(db, "person", person), key=lambda it: PARTS.index(it.part))
    return Project(path, slept, goals, tuple(holes), team(db, day))


def team(db: sqlite3.Connection, day: date) -> tuple[UUID, ...]:
    rows = db.execute(
        f"SELECT DISTINCT person FROM scope_standings WHERE kind = 'role' AND role IN ('operator', 'coordinator')"
        f" AND {VALID} ORDER BY person",
        {"day": day},
    )
    return tuple(UUID(row["person"]) for row in rows.fetchall())
