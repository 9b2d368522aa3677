"""Which points somebody works at, and so which contacts they meet; of the others there is no trace."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.role import Role
from frontend.pages.desk.queries import Contact
from frontend.reader import Reader


@dataclass(frozen=True)
class Point:
    id: UUID
    name: str


def all_points(db: sqlite3.Connection, day: date) -> tuple[Point, ...]:
    rows = db.execute("SELECT point, name FROM network_points WHERE since <= ? ORDER BY name", (day,))
    return tuple(Point(UUID(row["point"]), row["name"]) for row in rows)


def points_of(db: sqlite3.Connection, reader: Reader) -> tuple[Point, ...]:
    """Those of the organisation one is a volunteer of; without one, and for who coordinates, all of them."""
    every = all_points(db, reader.day)
    mine = {it.organisation for it in reader.standings if it.kind == "role" and it.role is Role.INFO_POINT}
    if reader.role is not Role.INFO_POINT or not mine or None in mine:
        return every
    rows = db.execute("SELECT point, organisation FROM network_points")
    kept = {UUID(row["point"]) for row in rows if UUID(row["organisation"]) in mine}
    return tuple(it for it in every if it.id in kept)


def mine(db: sqlite3.Connection, reader: Reader, it: Contact) -> bool:
    """Looked after at a point of theirs, or handed over to it and waiting for their answer."""
    if not reader.may("desk.use"):
        return False
    places = {point.id for point in points_of(db, reader)}
    return it.point in places or bool(it.expected and it.expected.to_point in places)
