"""What a cohabitant needs to know in five seconds."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from frontend.pages.goals.queries import Goal
from frontend.pages.own_goals.rating import own
from frontend.pages.pact.queries import Pact, Version, pact
from frontend.pages.pact.reading import mine_to_sign
from frontend.pages.turns.queries import Swap, Turn, swaps, turns_between
from frontend.pages.visit.attested import to_confirm
from frontend.pages.visit.queries import Visit, visits_of
from frontend.reader import Reader

ONE_DAY = timedelta(days=1)
STILL_ASKED = timedelta(days=2)
AHEAD = timedelta(weeks=8)


@dataclass(frozen=True)
class Today:
    """``mine`` holds what I marked today of the last days too: it can be taken back. ``left``: of those, not
    done by anyone. ``others``: whose turn is not mine today."""

    home: UUID
    mine: tuple[Turn, ...]
    left: tuple[Turn, ...]
    others: tuple[Turn, ...]
    asked: tuple[Swap, ...]
    visit: Visit | None
    goals: tuple[Goal, ...]
    pact: Pact | None
    to_sign: bool
    to_confirm: Visit | None = None

    @property
    def waiting(self) -> Version | None:
        return self.pact.waiting if self.pact else None


def today(db: sqlite3.Connection, reader: Reader, home: UUID) -> Today:
    day, me = reader.day, reader.person
    recent = turns_between(db, home, day - STILL_ASKED, day)
    now = [turn for turn in recent if turn.day == day and (turn.owner or turn.done)]
    found = pact(db, home)
    waiting = found.waiting if found else None
    return Today(
        home=home,
        mine=tuple(turn for turn in recent if (me, day) in turn.done or (turn in now and of(turn, me))),
        left=tuple(turn for turn in recent if turn.day < day and turn.owner == me and not turn.done),
        others=tuple(turn for turn in now if not of(turn, me)),
        asked=tuple(swap for swap in swaps(db, home) if me in (swap.other, swap.asker)),
        visit=next_visit(db, home, me, day),
        goals=tuple(goal for goal in own(db, reader) if goal.closed_on is None),
        pact=found,
        to_confirm=to_confirm(db, home, me, day),
        to_sign=bool(found and waiting and any(one.id == me for one in mine_to_sign(reader, found, waiting))),
    )


def of(turn: Turn, person: UUID) -> bool:
    return turn.owner == person or turn.by(person)


def next_visit(db: sqlite3.Connection, home: UUID, person: UUID, day: date) -> Visit | None:
    """Only visits this person is asked to: the other's are the other's."""
    coming = visits_of(db, (home,), day, day + AHEAD)
    return next((it for it in coming if person in it.people and it.state in ("planned", "running")), None)
