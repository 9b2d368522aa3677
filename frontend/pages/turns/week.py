"""A week as a table: one row a duty, seven days, at most one turn a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from frontend.door import lens
from frontend.pages.turns.queries import Turn
from frontend.pages.turns.weights import duty_name

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Cell:
    """Who did it, else whose turn it is."""

    people: tuple[UUID, ...]
    done: bool


@dataclass(frozen=True)
class Row:
    duty: str
    cells: tuple[Cell | None, ...]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def days_of(week: date) -> tuple[date, ...]:
    return tuple(week + timedelta(days=n) for n in range(7))


def rows_of(week: date, turns: tuple[Turn, ...]) -> tuple[Row, ...]:
    """Duties of every day first, so that the busy rows stand together."""
    at = {(turn.duty, turn.day): turn for turn in turns if turn.owner or turn.done}
    duties = {turn.duty: 0 for turn in at.values()}
    for duty, _ in at:
        duties[duty] -= 1
    order = sorted(duties, key=lambda duty: (duties[duty], duty))
    return tuple(Row(duty, tuple(cell(at.get((duty, day))) for day in days_of(week))) for duty in order)


def cell(turn: Turn | None) -> Cell | None:
    if turn is None:
        return None
    owner = (turn.owner,) if turn.owner else ()
    return Cell(turn.doers or owner, bool(turn.done))


def named_rows(rows: tuple[Row, ...], link: str) -> list[dict[str, Any]]:
    """As `ui.week` shows them, while the page is made: names are those its reader may see."""
    called = lens().names.called
    return [
        {"name": duty_name(row.duty), "cells": [named(it, called, link) if it else None for it in row.cells]}
        for row in rows
    ]


def named(it: Cell, called: Callable[[UUID], str], link: str) -> dict[str, Any]:
    names = [called(person) for person in it.people]
    return {"initials": names[0][:2].upper(), "name": link.join(names), "done": it.done}
