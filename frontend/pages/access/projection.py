"""Ways in by person: keys by their credential, addresses by their mark, what devices are called and since when ended."""

import sqlite3
from typing import Any
from uuid import UUID

from events.category import Category
from events.envelope import Recorded
from events.network.disposal import DisposalConfirmed
from events.network.keys import (
    AddressConfirmed,
    AddressRemoved,
    DeviceEnded,
    DeviceNamed,
    PasskeyAdded,
    PasskeyRemoved,
    SecondFactorRemoved,
    SecondFactorSet,
)
from frontend.projecting import Projection, keep

projection = Projection(
    "access",
    version=1,
    tables="""
    CREATE TABLE access_passkeys (
        passkey TEXT PRIMARY KEY, person TEXT NOT NULL, credential TEXT NOT NULL, public_key TEXT NOT NULL,
        counter INTEGER NOT NULL, added TEXT NOT NULL);
    CREATE TABLE access_names (device TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL);
    CREATE TABLE access_ended (device TEXT PRIMARY KEY, person TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE access_addresses (
        person TEXT PRIMARY KEY, mark TEXT NOT NULL, address TEXT NOT NULL, confirmed TEXT NOT NULL);
    CREATE TABLE access_second (person TEXT PRIMARY KEY, secret TEXT NOT NULL);
    CREATE TABLE access_gone (person TEXT PRIMARY KEY, at TEXT NOT NULL);
    """,
    indexes="""
    CREATE INDEX access_passkeys_credential ON access_passkeys (credential);
    CREATE INDEX access_passkeys_person ON access_passkeys (person);
    CREATE INDEX access_addresses_mark ON access_addresses (mark);
    CREATE INDEX access_names_person ON access_names (person);
    """,
)


OF_A_PERSON = ("access_passkeys", "access_names", "access_addresses", "access_second")


def insert(db: sqlite3.Connection, table: str, person: UUID, *row: Any) -> None:
    """Nothing of somebody whose identity was disposed of, whichever was heard of first."""
    if db.execute("SELECT 1 FROM access_gone WHERE person = ?", (person,)).fetchone() is None:
        db.execute(f"REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)


@projection.on(DisposalConfirmed)
def gone(db: sqlite3.Connection, fact: DisposalConfirmed, recorded: Recorded) -> None:
    if fact.owner is None or Category.IDENTITY not in fact.categories:
        return
    db.execute("REPLACE INTO access_gone VALUES (?, ?)", (fact.owner, recorded.recorded_at))
    for table in OF_A_PERSON:
        db.execute(f"DELETE FROM {table} WHERE person = ?", (fact.owner,))


@projection.on(PasskeyAdded)
def key_added(db: sqlite3.Connection, fact: PasskeyAdded, recorded: Recorded) -> None:
    row = (fact.passkey, fact.person, fact.credential, fact.public_key, fact.counter, recorded.recorded_at)
    insert(db, "access_passkeys", fact.person, *row)


@projection.on(PasskeyRemoved)
def key_removed(db: sqlite3.Connection, fact: PasskeyRemoved, recorded: Recorded) -> None:
    db.execute("DELETE FROM access_passkeys WHERE passkey = ?", (fact.passkey,))


@projection.on(DeviceNamed)
def named(db: sqlite3.Connection, fact: DeviceNamed, recorded: Recorded) -> None:
    insert(db, "access_names", fact.person, fact.device, fact.person, keep(fact.name))


@projection.on(DeviceEnded)
def ended(db: sqlite3.Connection, fact: DeviceEnded, recorded: Recorded) -> None:
    db.execute("REPLACE INTO access_ended VALUES (?, ?, ?)", (fact.device, fact.person, recorded.recorded_at))


@projection.on(AddressConfirmed)
def address_confirmed(db: sqlite3.Connection, fact: AddressConfirmed, recorded: Recorded) -> None:
    row = (fact.person, fact.mark, keep(fact.address), recorded.recorded_at)
    insert(db, "access_addresses", fact.person, *row)


@projection.on(AddressRemoved)
def address_removed(db: sqlite3.Connection, fact: AddressRemoved, recorded: Recorded) -> None:
    db.execute("DELETE FROM access_addresses WHERE person = ?", (fact.person,))


@projection.on(SecondFactorSet)
def second_set(db: sqlite3.Connection, fact: SecondFactorSet, recorded: Recorded) -> None:
    insert(db, "access_second", fact.person, fact.person, keep(fact.secret))


@projection.on(SecondFactorRemoved)
def second_removed(db: sqlite3.Connection, fact: SecondFactorRemoved, recorded: Recorded) -> None:
    db.execute("DELETE FROM access_second WHERE person = ?", (fact.person,))
