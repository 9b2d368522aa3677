"""Devices on which a PIN is enough, and for whom."""

import sqlite3

from events.envelope import Recorded
from events.network.keys import DeviceEnded
from events.network.pin_device import OwnDeviceEnrolled, PinDeviceEnded, SharedDeviceEnrolled
from frontend.projecting import Projection

projection = Projection(
    "tablet",
    version=1,
    tables="""
    CREATE TABLE tablet_devices (
        device TEXT PRIMARY KEY, organisation TEXT, person TEXT, since TEXT NOT NULL, by TEXT NOT NULL);
    """,
)


@projection.on(SharedDeviceEnrolled)
def shared(db: sqlite3.Connection, fact: SharedDeviceEnrolled, recorded: Recorded) -> None:
    row = (fact.device, fact.organisation, None, recorded.recorded_at, recorded.actor)
    db.execute("REPLACE INTO tablet_devices VALUES (?, ?, ?, ?, ?)", row)


@projection.on(OwnDeviceEnrolled)
def own(db: sqlite3.Connection, fact: OwnDeviceEnrolled, recorded: Recorded) -> None:
    row = (fact.device, None, fact.person, recorded.recorded_at, recorded.actor)
    db.execute("REPLACE INTO tablet_devices VALUES (?, ?, ?, ?, ?)", row)


@projection.on(PinDeviceEnded)
def ended(db: sqlite3.Connection, fact: PinDeviceEnded, recorded: Recorded) -> None:
    db.execute("DELETE FROM tablet_devices WHERE device = ?", (fact.device,))


@projection.on(DeviceEnded)
def signed_out(db: sqlite3.Connection, fact: DeviceEnded, recorded: Recorded) -> None:
    """One's own device that was ended as such is none for the PIN either."""
    db.execute("DELETE FROM tablet_devices WHERE device = ?", (fact.device,))
