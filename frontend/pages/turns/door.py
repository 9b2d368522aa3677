"""The sheet at the door: a code for each duty opens the one button of its turn."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args
from uuid import UUID

from events.pacts.duty import DutyCode
from frontend.pages.turns.queries import Turn, turns_between

STILL_ASKED = timedelta(days=2)


@dataclass(frozen=True)
class AtTheDoor:
    """``turn`` None: nothing of this duty is to be done these days."""

    duty: str
    turn: Turn | None


def at_the_door(db: sqlite3.Connection, home: UUID, today: date) -> tuple[AtTheDoor, ...]:
    """Of each duty the turn of today, or one left over from the last two days."""
    recent = turns_between(db, home, today - STILL_ASKED, today)
    return tuple(AtTheDoor(duty, of(recent, duty, today)) for duty in get_args(DutyCode))


def of(recent: tuple[Turn, ...], duty: str, today: date) -> Turn | None:
    own = [it for it in recent if it.duty == duty and (it.day == today or not it.done)]
    return own[-1] if own else None
