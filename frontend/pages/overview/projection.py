"""What waits: signatures of a pact, words about a visit; and how each cohabitation is."""

import json
import sqlite3

from events.accompaniment.visit import (
    NoteFoundMissing,
    NoteWritten,
    VisitEnded,
    VisitMissed,
    VisitMoved,
    VisitScheduled,
    VisitStarted,
)
from events.envelope import Recorded
from events.message import Fact
from events.pacts.cohabitation import (
    CohabitationActivated,
    CohabitationClosed,
    CohabitationResumed,
    CohabitationSuspended,
    TrialStarted,
)
from events.pacts.pact import PactActivated, PactAmended, PactDrafted, PactSigned
from frontend.projecting import Projection

projection = Projection(
    "overview",
    version=1,
    tables="""
    CREATE TABLE overview_pacts (
        cohabitation TEXT PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, asked_on TEXT NOT NULL,
        parties TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE overview_signatures (
        cohabitation TEXT NOT NULL, hash TEXT NOT NULL, party TEXT NOT NULL,
        PRIMARY KEY (cohabitation, hash, party)) WITHOUT ROWID;
    CREATE TABLE overview_cohabitations (
        id TEXT PRIMARY KEY, state TEXT NOT NULL, since TEXT NOT NULL, until TEXT);
    CREATE TABLE overview_visits (
        id TEXT PRIMARY KEY, cohabitation TEXT NOT NULL, day TEXT NOT NULL, operator TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'scheduled', noted INTEGER NOT NULL DEFAULT 0,
        reminded INTEGER NOT NULL DEFAULT 0);
    """,
    indexes="""
    CREATE INDEX overview_visits_cohabitation ON overview_visits (cohabitation, day);
    CREATE INDEX overview_visits_open ON overview_visits (day, id) WHERE NOT noted AND state != 'missed';
    CREATE INDEX overview_pacts_open ON overview_pacts (asked_on, cohabitation) WHERE NOT active;
    """,
)


@projection.on(PactDrafted, PactAmended)
def asked(db: sqlite3.Connection, fact: PactDrafted | PactAmended, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO overview_pacts VALUES (?, ?, ?, ?, ?, 0)",
        (
            fact.cohabitation,
            fact.version,
            fact.hash,
            fact.on,
            json.dumps([str(it.id) for it in fact.parties]),
        ),
    )


@projection.on(PactSigned)
def signed(db: sqlite3.Connection, fact: PactSigned, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR IGNORE INTO overview_signatures VALUES (?, ?, ?)",
        (recorded.dossier, fact.hash, fact.party),
    )


@projection.on(PactActivated)
def in_force(db: sqlite3.Connection, fact: PactActivated, recorded: Recorded) -> None:
    db.execute(
        "UPDATE overview_pacts SET active = 1 WHERE cohabitation = ? AND hash = ?",
        (fact.cohabitation, fact.hash),
    )


@projection.on(TrialStarted, CohabitationActivated, CohabitationResumed, CohabitationSuspended)
def lives(
    db: sqlite3.Connection,
    fact: TrialStarted | CohabitationActivated | CohabitationResumed | CohabitationSuspended,
    recorded: Recorded,
) -> None:
    states: dict[type[Fact], str] = {TrialStarted: "trial", CohabitationSuspended: "suspended"}
    state = states.get(type(fact), "active")
    until = fact.until if isinstance(fact, TrialStarted) else None
    db.execute(
        "REPLACE INTO overview_cohabitations VALUES (?, ?, ?, ?)",
        (recorded.dossier, state, fact.since, until),
    )


@projection.on(CohabitationClosed)
def over(db: sqlite3.Connection, fact: CohabitationClosed, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO overview_cohabitations VALUES (?, 'closed', ?, NULL)", (recorded.dossier, fact.until)
    )


@projection.on(VisitScheduled)
def scheduled(db: sqlite3.Connection, fact: VisitScheduled, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO overview_visits (id, cohabitation, day, operator) VALUES (?, ?, ?, ?)",
        (recorded.stream, recorded.dossier, fact.day, fact.operator),
    )


@projection.on(VisitMoved)
def moved(db: sqlite3.Connection, fact: VisitMoved, recorded: Recorded) -> None:
    db.execute("UPDATE overview_visits SET day = ?, reminded = 0 WHERE id = ?", (fact.day, recorded.stream))


@projection.on(VisitStarted, VisitEnded, VisitMissed)
def went(db: sqlite3.Connection, fact: VisitStarted | VisitEnded | VisitMissed, recorded: Recorded) -> None:
    state = {VisitStarted: "started", VisitEnded: "ended", VisitMissed: "missed"}[type(fact)]
    db.execute("UPDATE overview_visits SET state = ? WHERE id = ?", (state, recorded.stream))


@projection.on(NoteWritten)
def noted(db: sqlite3.Connection, fact: NoteWritten, recorded: Recorded) -> None:
    db.execute("UPDATE overview_visits SET noted = 1 WHERE id = ?", (recorded.stream,))


@projection.on(NoteFoundMissing)
def reminded(db: sqlite3.Connection, fact: NoteFoundMissing, recorded: Recorded) -> None:
    db.execute("UPDATE overview_visits SET reminded = 1 WHERE id = ?", (recorded.stream,))
