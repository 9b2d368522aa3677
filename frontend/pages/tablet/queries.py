"""Questions about devices on which a PIN is enough: is this one, whose, and who comes in there."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events.role import Role
from frontend.scope.persons import entries_of
from frontend.scope.pins import Pin, pin


@dataclass(frozen=True)
class Device:
    """Of an organisation whose volunteers share it, or of one person."""

    id: UUID
    organisation: UUID | None
    person: UUID | None
    since: datetime

    @property
    def of(self) -> UUID:
        found = self.organisation or self.person
        assert found is not None
        return found


@dataclass(frozen=True)
class Volunteer:
    person: UUID
    pin: Pin | None


def devices(db: sqlite3.Connection) -> tuple[Device, ...]:
    rows = db.execute("SELECT * FROM tablet_devices ORDER BY since")
    return tuple(
        Device(
            UUID(row["device"]), UUID(row["organisation"]) if row["organisation"] else None,
            UUID(row["person"]) if row["person"] else None, datetime.fromisoformat(row["since"]),
        )
        for row in rows
    )  # fmt: skip


def devices_of(db: sqlite3.Connection, person: UUID) -> frozenset[UUID]:
    """One's own, under whichever id one was entered."""
    mine = set(entries_of(db, person))
    return frozenset(it.id for it in devices(db) if it.person in mine)


def volunteers(db: sqlite3.Connection, organisation: UUID, day: date) -> tuple[Volunteer, ...]:
    """Those who hold the office of the Info Point for it today."""
    rows = db.execute(
        "SELECT DISTINCT person FROM scope_standings WHERE kind = 'role' AND role = ? AND organisation = ?"
        " AND since <= ? AND (until IS NULL OR until > ?) ORDER BY person",
        (Role.INFO_POINT, organisation, day, day),
    )
    return tuple(Volunteer(UUID(row["person"]), pin(db, UUID(row["person"]))) for row in rows)
