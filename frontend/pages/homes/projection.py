"""Homes of the stock: traits, days free and not, places promised, and the cohabitation behind each promise."""

import sqlite3

from events.envelope import Recorded
from events.matching.home import (
    HomeBlocked,
    HomeMadeAvailable,
    HomeRegistered,
    PlacesHeld,
    PlacesReleased,
    SolutionTypeSet,
)
from events.pacts.cohabitation import CohabitationFormed
from frontend.projecting import Projection

projection = Projection(
    "homes",
    version=1,
    tables="""
    CREATE TABLE homes_homes (
        id TEXT PRIMARY KEY, owner TEXT NOT NULL, district TEXT NOT NULL, name TEXT NOT NULL,
        places INTEGER NOT NULL, rooms INTEGER NOT NULL, accessibility TEXT NOT NULL, since TEXT NOT NULL,
        type TEXT);
    CREATE TABLE homes_spans (
        home TEXT NOT NULL, n INTEGER NOT NULL, since TEXT NOT NULL, until TEXT, free INTEGER NOT NULL,
        reason TEXT, PRIMARY KEY (home, n)) WITHOUT ROWID;
    CREATE TABLE homes_holds (
        home TEXT NOT NULL, cohabitation TEXT NOT NULL, places INTEGER NOT NULL, since TEXT NOT NULL,
        until TEXT, PRIMARY KEY (home, cohabitation)) WITHOUT ROWID;
    CREATE TABLE homes_cohabitations (
        cohabitation TEXT PRIMARY KEY, home TEXT NOT NULL, type TEXT NOT NULL, expected TEXT NOT NULL,
        since TEXT NOT NULL);
    """,
)


@projection.on(HomeRegistered)
def registered(db: sqlite3.Connection, fact: HomeRegistered, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO homes_homes VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            recorded.stream, fact.owner, fact.district, fact.name, fact.places, fact.rooms,
            " ".join(fact.accessibility), fact.since,
        ),
    )  # fmt: skip


@projection.on(SolutionTypeSet)
def typed(db: sqlite3.Connection, fact: SolutionTypeSet, recorded: Recorded) -> None:
    db.execute("UPDATE homes_homes SET type = ? WHERE id = ?", (fact.type, recorded.stream))


@projection.on(HomeMadeAvailable, HomeBlocked)
def said(db: sqlite3.Connection, fact: HomeMadeAvailable | HomeBlocked, recorded: Recorded) -> None:
    """In the order they were said: about each day the last word counts."""
    reason = fact.reason if isinstance(fact, HomeBlocked) else None
    db.execute(
        "INSERT INTO homes_spans VALUES (?, ?, ?, ?, ?, ?)",
        (recorded.stream, recorded.stream_version, fact.since, fact.until, reason is None, reason),
    )


@projection.on(PlacesHeld)
def held(db: sqlite3.Connection, fact: PlacesHeld, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO homes_holds VALUES (?, ?, ?, ?, ?)",
        (recorded.stream, fact.cohabitation, fact.places, fact.since, fact.until),
    )


@projection.on(PlacesReleased)
def released(db: sqlite3.Connection, fact: PlacesReleased, recorded: Recorded) -> None:
    db.execute(
        "UPDATE homes_holds SET until = ? WHERE home = ? AND cohabitation = ?",
        (fact.until, recorded.stream, fact.cohabitation),
    )


@projection.on(CohabitationFormed)
def formed(db: sqlite3.Connection, fact: CohabitationFormed, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO homes_cohabitations VALUES (?, ?, ?, ?, ?)",
        (fact.cohabitation, fact.home, fact.solution_type, " ".join(map(str, fact.expected)), fact.since),
    )
