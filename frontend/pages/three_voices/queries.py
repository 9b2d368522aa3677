"""The goals of those shown to a reader, and the stay they may be compared after."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.category import Category
from frontend.pages.goals.queries import Goal, open_goals
from frontend.pages.nights.queries import Stay, stays_of
from frontend.pages.nights.shown import of_whom, shows
from frontend.pages.wellbeing.living import living_of
from frontend.reader import Reader


@dataclass(frozen=True)
class Voices:
    """``last``: the stay that ended last, ``next``: the one that comes; both only where stays are shown."""

    person: UUID
    shown: bool
    goals: tuple[Goal, ...] = ()
    last: Stay | None = None
    next: Stay | None = None


def voices(db: sqlite3.Connection, reader: Reader) -> tuple[Voices, ...]:
    return tuple(of(db, reader, person) for person in of_whom(reader))


def of(db: sqlite3.Connection, reader: Reader, person: UUID) -> Voices:
    if not shows(reader, person, Category.GOALS):
        return Voices(person, shown=False)
    homes = living_of(db, person, reader.day)
    goals = tuple(it for home in homes for it in open_goals(db, home.cohabitation) if it.person == person)
    stays = stays_of(db, person) if shows(reader, person, Category.STAYS) else ()
    return Voices(person, True, goals, ended(stays), coming(stays, reader.day))


def ended(stays: tuple[Stay, ...]) -> Stay | None:
    return next((it for it in reversed(stays) if it.state == "left"), None)


def coming(stays: tuple[Stay, ...], day: date) -> Stay | None:
    return next((it for it in stays if it.state == "confirmed" and it.since >= day), None)
