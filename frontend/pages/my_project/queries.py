"""A person's project as they themselves read it."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend.pages.goals.queries import Goal
from frontend.pages.own_goals.rating import own
from frontend.pages.pact.queries import pact
from frontend.pages.shares.queries import Share, given
from frontend.pages.stable_home.queries import Wish, wishes
from frontend.reader import Reader
from frontend.scope.queries import VALID

LAST = 3


@dataclass(frozen=True)
class Project:
    """``signed``: home and day of the pact in force they signed. ``team``: who accompanies where they live."""

    goals: tuple[Goal, ...]
    wishes: tuple[Wish, ...]
    signed: tuple[UUID, date] | None
    team: tuple[UUID, ...]
    shares: dict[UUID, Share]


def project_of(db: sqlite3.Connection, reader: Reader) -> Project:
    goals = tuple(it for it in own(db, reader) if it.closed_on is None)
    said = [it for it in wishes(db, reader.person) if it.voice == "person"]
    newest = sorted(said, key=lambda it: it.day, reverse=True)[:LAST]
    shares = given(db, reader.person, reader.day)
    return Project(goals, tuple(newest), signed(db, reader), team(db, reader), shares)


def signed(db: sqlite3.Connection, reader: Reader) -> tuple[UUID, date] | None:
    for home in reader.homes:
        known = pact(db, home)
        now = known.holding(reader.day) if known else None
        mine = now.signature(reader.person) if now else None
        if mine:
            return home, mine.day
    return None


def team(db: sqlite3.Connection, reader: Reader) -> tuple[UUID, ...]:
    found: dict[UUID, None] = {}
    for home in reader.homes:
        rows = db.execute(
            f"SELECT person FROM scope_standings WHERE kind = 'assignment' AND over = :over AND {VALID} ORDER BY since",
            {"over": home, "day": reader.day},
        )
        found |= {UUID(row["person"]): None for row in rows}
    return tuple(found)
