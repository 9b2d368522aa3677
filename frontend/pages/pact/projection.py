"""Every version of a pact as it was asked for, who has understood and signed it, which hold and which are left."""

import json
import sqlite3

from events.envelope import Recorded
from events.matching.home import HomeRegistered
from events.network.organisation import PartnerJoined
from events.pacts.cohabitation import CohabitationActivated, CohabitationFormed, TrialStarted
from events.pacts.pact import (
    NoticeGiven,
    PactActivated,
    PactAmended,
    PactDrafted,
    PactEnded,
    PactExplained,
    PactSigned,
)
from frontend.projecting import Projection, keep

projection = Projection(
    "pact",
    version=1,
    tables="""
    CREATE TABLE pact_names (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, owner TEXT);
    CREATE TABLE pact_homes (
        id TEXT PRIMARY KEY, place TEXT, expected TEXT, since TEXT, trial_since TEXT, trial_until TEXT,
        active_since TEXT, ended TEXT);
    CREATE TABLE pact_versions (
        home TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, clauses TEXT NOT NULL,
        parties TEXT NOT NULL, starts TEXT NOT NULL, day TEXT NOT NULL, actor TEXT NOT NULL,
        own_rules TEXT NOT NULL, in_force TEXT, trial_notice_days INTEGER, notice_days INTEGER,
        PRIMARY KEY (home, version));
    CREATE TABLE pact_explained (
        home TEXT NOT NULL, version INTEGER NOT NULL, person TEXT NOT NULL, form TEXT NOT NULL,
        teach_back INTEGER NOT NULL, day TEXT NOT NULL, event TEXT PRIMARY KEY);
    CREATE TABLE pact_signatures (
        home TEXT NOT NULL, version INTEGER NOT NULL, party TEXT NOT NULL, day TEXT NOT NULL, method TEXT NOT NULL,
        late INTEGER NOT NULL, PRIMARY KEY (home, version, party));
    CREATE TABLE pact_notices (
        home TEXT NOT NULL, party TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, ends TEXT NOT NULL,
        PRIMARY KEY (home, party));
    """,
    indexes="""
    CREATE INDEX pact_explained_home ON pact_explained (home, version);
    CREATE INDEX pact_versions_day ON pact_versions (day DESC, home, version DESC);
    """,
)


@projection.on(HomeRegistered)
def home_named(db: sqlite3.Connection, fact: HomeRegistered, recorded: Recorded) -> None:
    db.execute("REPLACE INTO pact_names VALUES (?, 'home', ?, ?)", (recorded.stream, fact.name, fact.owner))


@projection.on(PartnerJoined)
def partner_named(db: sqlite3.Connection, fact: PartnerJoined, recorded: Recorded) -> None:
    db.execute("REPLACE INTO pact_names VALUES (?, 'organisation', ?, NULL)", (fact.organisation, fact.name))


@projection.on(CohabitationFormed)
def formed(db: sqlite3.Connection, fact: CohabitationFormed, recorded: Recorded) -> None:
    expected = json.dumps([str(person) for person in fact.expected])
    know(db, recorded, place=str(fact.home), expected=expected, since=fact.since)


@projection.on(TrialStarted)
def tried(db: sqlite3.Connection, fact: TrialStarted, recorded: Recorded) -> None:
    know(db, recorded, trial_since=fact.since, trial_until=fact.until)


@projection.on(CohabitationActivated)
def active(db: sqlite3.Connection, fact: CohabitationActivated, recorded: Recorded) -> None:
    know(db, recorded, active_since=fact.since)


@projection.on(PactEnded)
def ended(db: sqlite3.Connection, fact: PactEnded, recorded: Recorded) -> None:
    know(db, recorded, ended=fact.ends)


def know(db: sqlite3.Connection, recorded: Recorded, **columns: object) -> None:
    """The cohabitation and its pact are two streams: whichever is heard of first makes the row."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    db.execute(
        f"INSERT INTO pact_homes (id, {names}) VALUES (?, {marks}) ON CONFLICT (id) DO UPDATE SET {changes}",
        (recorded.dossier, *columns.values()),
    )


@projection.on(PactDrafted, PactAmended)
def asked_for(db: sqlite3.Connection, fact: PactDrafted | PactAmended, recorded: Recorded) -> None:
    body = fact.model_dump(mode="json", include={"clauses", "parties"})
    rules = [
        {"words": keep(rule.words), "salt": keep(rule.salt), "commitment": rule.commitment}
        for rule in fact.own_rules
    ]
    db.execute(
        "REPLACE INTO pact_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
        (
            recorded.dossier, fact.version, fact.hash, settled(body["clauses"]), json.dumps(body["parties"]),
            fact.starts, fact.on, recorded.actor, json.dumps(rules),
        ),
    )  # fmt: skip


def settled(clauses: list[dict[str, object]]) -> str:
    """JSON in one order only: the weekdays of a duty are a set, and a set has none of its own."""
    for clause in clauses:
        for duty in clause.get("duties", []):  # type: ignore[attr-defined]
            duty["days"] = sorted(duty["days"])
    return json.dumps(clauses)


@projection.on(PactExplained)
def explained(db: sqlite3.Connection, fact: PactExplained, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO pact_explained VALUES (?, ?, ?, ?, ?, ?, ?)",
        (recorded.dossier, fact.version, fact.person, fact.form, fact.teach_back, fact.on, recorded.event_id),
    )


@projection.on(PactSigned)
def signed(db: sqlite3.Connection, fact: PactSigned, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO pact_signatures VALUES (?, ?, ?, ?, ?, ?)",
        (recorded.dossier, fact.version, fact.party, fact.on, fact.method, recorded.late),
    )


@projection.on(PactActivated)
def in_force(db: sqlite3.Connection, fact: PactActivated, recorded: Recorded) -> None:
    db.execute(
        "UPDATE pact_versions SET in_force = ?, trial_notice_days = ?, notice_days = ? WHERE home = ? AND version = ?",
        (fact.since, fact.trial_notice_days, fact.notice_days, recorded.dossier, fact.version),
    )


@projection.on(NoticeGiven)
def left(db: sqlite3.Connection, fact: NoticeGiven, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO pact_notices VALUES (?, ?, ?, ?, ?)",
        (recorded.dossier, fact.party, fact.kind, fact.on, fact.ends),
    )
