"""Questions about ways in: whose key or address this is, what a person has, what is over."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.network.same import resolve
from frontend.kept import Kept
from frontend.projecting import box
from frontend.scope.persons import entries_of, same_as


@dataclass(frozen=True)
class Passkey:
    """``person`` is the entry it was added under; binary values are base64url."""

    id: UUID
    person: UUID
    credential: str
    public_key: str
    counter: int
    added: datetime


@dataclass(frozen=True)
class Address:
    person: UUID
    mark: str
    address: Kept


@dataclass(frozen=True)
class Ways:
    """All of one human being, under whichever id: each way with the entry it belongs to."""

    passkeys: tuple[Passkey, ...] = ()
    address: Address | None = None
    second: Kept | None = None

    @property
    def several(self) -> bool:
        return len(self.passkeys) + (self.address is not None) > 1


def ways(db: sqlite3.Connection, person: UUID) -> Ways:
    entries = entries_of(db, person)
    keys = [it for entry in entries for it in of_entry(db, entry)]
    address = next((it for entry in entries if (it := address_of(db, entry))), None)
    second = next((found for entry in entries if (found := second_of(db, entry))), None)
    return Ways(tuple(keys), address, second)


def of_entry(db: sqlite3.Connection, entry: UUID) -> list[Passkey]:
    rows = db.execute("SELECT * FROM access_passkeys WHERE person = ? ORDER BY added", (entry,))
    return [passkey(row) for row in rows]


def passkey(row: sqlite3.Row) -> Passkey:
    return Passkey(
        UUID(row["passkey"]), UUID(row["person"]), row["credential"], row["public_key"], row["counter"],
        datetime.fromisoformat(row["added"]),
    )  # fmt: skip


def address_of(db: sqlite3.Connection, entry: UUID) -> Address | None:
    row = db.execute("SELECT * FROM access_addresses WHERE person = ?", (entry,)).fetchone()
    return Address(UUID(row["person"]), row["mark"], box(row["address"])) if row else None


def second_of(db: sqlite3.Connection, entry: UUID) -> Kept | None:
    row = db.execute("SELECT secret FROM access_second WHERE person = ?", (entry,)).fetchone()
    return box(row["secret"]) if row else None


def by_credential(db: sqlite3.Connection, credential: str) -> Passkey | None:
    """Of two persons with the same key there is none: whoever was first keeps it."""
    row = db.execute(
        "SELECT * FROM access_passkeys WHERE credential = ? ORDER BY added LIMIT 1", (credential,)
    ).fetchone()
    return passkey(row) if row else None


def by_mark(db: sqlite3.Connection, mark: str) -> UUID | None:
    """Whose address it is: of the first who proved it."""
    row = db.execute(
        "SELECT person FROM access_addresses WHERE mark = ? ORDER BY confirmed LIMIT 1", (mark,)
    ).fetchone()
    return UUID(row["person"]) if row else None


def names(db: sqlite3.Connection, person: UUID) -> dict[UUID, Kept]:
    rows = [
        row
        for entry in entries_of(db, person)
        for row in db.execute("SELECT * FROM access_names WHERE person = ?", (entry,))
    ]
    return {UUID(row["device"]): box(row["name"]) for row in rows}


def ended_at(db: sqlite3.Connection, device: UUID) -> datetime | None:
    row = db.execute("SELECT at FROM access_ended WHERE device = ?", (device,)).fetchone()
    return datetime.fromisoformat(row["at"]) if row else None


def disposed(db: sqlite3.Connection, person: UUID) -> bool:
    return db.execute("SELECT 1 FROM access_gone WHERE person = ?", (person,)).fetchone() is not None


def read_as(db: sqlite3.Connection, person: UUID) -> UUID:
    """Whom a person found to be the same as another goes on as."""
    return resolve(person, same_as(db, [person]))
