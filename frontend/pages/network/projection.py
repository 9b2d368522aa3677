"""Who is in the network: partners, points, districts, people, ties between them. Roles are in the scope."""

import json
import sqlite3

from events.envelope import Recorded
from events.network.district import DistrictNamed
from events.network.organisation import PartnerJoined, PartnerLeft, PointOpened
from events.network.person import (
    PersonRegistered,
    RelationEnded,
    RelationRecorded,
)
from frontend.projecting import Projection

projection = Projection(
    "network",
    version=1,
    tables="""
    CREATE TABLE network_organisations (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, legal_form TEXT NOT NULL, part TEXT NOT NULL,
        competences TEXT NOT NULL, since TEXT NOT NULL, until TEXT);
    CREATE TABLE network_points (
        point TEXT PRIMARY KEY, organisation TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL,
        hours TEXT NOT NULL, channels TEXT NOT NULL, since TEXT NOT NULL);
    CREATE TABLE network_districts (id TEXT PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE network_people (
        person TEXT PRIMARY KEY, since TEXT NOT NULL, minor_until TEXT, actor TEXT NOT NULL);
    CREATE TABLE network_relations (
        person TEXT NOT NULL, relative TEXT NOT NULL, kind TEXT NOT NULL, since TEXT NOT NULL, until TEXT,
        PRIMARY KEY (person, relative, since)) WITHOUT ROWID;
    """,
    indexes="CREATE INDEX network_relations_relative ON network_relations (relative);",
)


@projection.on(PartnerJoined)
def joined(db: sqlite3.Connection, fact: PartnerJoined, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO network_organisations VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            fact.organisation, fact.name, fact.legal_form, fact.part, " ".join(fact.competences), fact.since,
            fact.until,
        ),
    )  # fmt: skip


@projection.on(PartnerLeft)
def left(db: sqlite3.Connection, fact: PartnerLeft, recorded: Recorded) -> None:
    db.execute("UPDATE network_organisations SET until = ? WHERE id = ?", (fact.until, fact.organisation))


@projection.on(PointOpened)
def opened(db: sqlite3.Connection, fact: PointOpened, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO network_points VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            fact.point, fact.organisation, fact.name, fact.place,
            json.dumps([it.model_dump() for it in fact.hours]), " ".join(fact.channels), fact.since,
        ),
    )  # fmt: skip


@projection.on(DistrictNamed)
def named(db: sqlite3.Connection, fact: DistrictNamed, recorded: Recorded) -> None:
    db.execute("REPLACE INTO network_districts VALUES (?, ?)", (fact.district, fact.name))


@projection.on(PersonRegistered)
def registered(db: sqlite3.Connection, fact: PersonRegistered, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO network_people VALUES (?, ?, ?, ?)",
        (fact.person, fact.since, fact.minor_until, recorded.actor),
    )


@projection.on(RelationRecorded)
def related(db: sqlite3.Connection, fact: RelationRecorded, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO network_relations VALUES (?, ?, ?, ?, ?)",
        (fact.person, fact.relative, fact.kind, fact.since, fact.until),
    )


@projection.on(RelationEnded)
def unrelated(db: sqlite3.Connection, fact: RelationEnded, recorded: Recorded) -> None:
    """Shortens what was to last longer, and never lengthens it."""
    db.execute(
        "UPDATE network_relations SET until = ?1 WHERE person = ?2 AND relative = ?3 AND since <= ?1"
        " AND (until IS NULL OR until > ?1)",
        (fact.until, fact.person, fact.relative),
    )
