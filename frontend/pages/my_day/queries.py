"""The few things of today, the most pressing first, five at most."""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from frontend.pages.home.queries import today as at_home
from frontend.pages.i_ask_for_help.queries import open_call
from frontend.pages.my_day.told import mood_on
from frontend.pages.nights.queries import Stay, stays_of
from frontend.reader import Reader

Kind = Literal["call", "turn", "pact", "visit", "stay", "mood", "free"]
MOST = 5
TURNS = 2
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Card:
    """``it`` is what the card is about: a turn, a visit, a stay, a call for help."""

    kind: Kind
    it: Any = None


@dataclass(frozen=True)
class Day:
    """``more``: turns of today that did not fit."""

    cards: tuple[Card, ...]
    more: int


def day_of(db: sqlite3.Connection, reader: Reader) -> Day:
    home = at_home(db, reader, reader.homes[0]) if reader.homes else None
    call, stay = open_call(db, reader.person), next_stay(db, reader)
    turns = [it for it in (*home.left, *home.mine) if not it.done] if home else []
    cards = [Card("call", call)] if call else []
    cards += [Card("turn", it) for it in turns[:TURNS]]
    cards += [Card("pact", home.home)] if home and home.to_sign else []
    cards += [Card("visit", home.visit)] if home and home.visit else []
    cards += [Card("stay", stay)] if stay else []
    asked = [] if mood_on(db, reader.person, reader.day) else [Card("mood")]
    kept = [*cards[: MOST - len(asked)], *asked]
    return Day(tuple(kept) or (Card("free"),), max(0, len(turns) - TURNS))


def next_stay(db: sqlite3.Connection, reader: Reader) -> Stay | None:
    """The one they are in, else the next within two weeks."""
    coming = (it for it in stays_of(db, reader.person) if it.state in ("here", "confirmed"))
    return next((it for it in coming if reader.day <= it.until and it.since <= reader.day + SOON), None)
