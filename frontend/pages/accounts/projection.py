"""Funding lines, and the very records their figures are counted on."""

import json
import sqlite3

from events.accompaniment.staying import CheckedIn, CheckedOut
from events.accompaniment.visit import VisitEnded, VisitMinutesCorrected, VisitStarted
from events.envelope import Recorded
from events.message import Fact
from events.network.attribution import AttributionEnded, EffortAttributed, PlaceAttributed
from events.network.claim import ClaimClosed
from events.network.cost import CostCountered, CostRecorded
from events.network.line import LineExtended, LineOpened
from events.pacts.cohabitation import MemberJoined, MemberLeft
from frontend.projecting import Projection, keep

COUNTED = (
    VisitStarted, VisitEnded, VisitMinutesCorrected, CheckedIn, CheckedOut, MemberJoined, MemberLeft, LineOpened,
    LineExtended, PlaceAttributed, AttributionEnded, EffortAttributed, CostRecorded, CostCountered,
)  # fmt: skip

projection = Projection(
    "accounts",
    version=1,
    tables="""
    CREATE TABLE accounts_lines (
        id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, act TEXT NOT NULL, since TEXT NOT NULL,
        until TEXT NOT NULL);
    CREATE TABLE accounts_extensions (line TEXT NOT NULL, before TEXT NOT NULL, until TEXT NOT NULL, act TEXT NOT NULL);
    CREATE TABLE accounts_places (line TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (line, place)) WITHOUT ROWID;
    CREATE TABLE accounts_records (
        event_id TEXT PRIMARY KEY, topic TEXT NOT NULL, stream TEXT NOT NULL, stream_version INTEGER NOT NULL,
        dossier TEXT NOT NULL, zone TEXT NOT NULL, late INTEGER NOT NULL, fact TEXT NOT NULL);
    CREATE TABLE accounts_evidence (event TEXT PRIMARY KEY, words TEXT NOT NULL);
    CREATE TABLE accounts_claims (
        line TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, totals TEXT NOT NULL, size INTEGER NOT NULL,
        root TEXT NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (line, since, until)) WITHOUT ROWID;
    """,
    indexes="""
    CREATE INDEX accounts_records_dossier ON accounts_records (dossier);
    CREATE INDEX accounts_records_event ON accounts_records (event_id);
    CREATE INDEX accounts_records_topic ON accounts_records (topic);
    CREATE INDEX accounts_extensions_line ON accounts_extensions (line);
    """,
)


@projection.on(*COUNTED)
def counted(db: sqlite3.Connection, fact: Fact, recorded: Recorded) -> None:
    """As it is stored: a claim is counted on the same words as an evidence pack."""
    db.execute(
        "INSERT OR IGNORE INTO accounts_records VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.event_id, recorded.topic, recorded.stream, recorded.stream_version, recorded.dossier,
            recorded.zone, recorded.late, json.dumps(recorded.fact),
        ),
    )  # fmt: skip


@projection.on(LineOpened)
def opened(db: sqlite3.Connection, fact: LineOpened, recorded: Recorded) -> None:
    row = (fact.line, fact.code, fact.name, fact.act, fact.since, fact.until)
    db.execute("INSERT INTO accounts_lines VALUES (?, ?, ?, ?, ?, ?)", row)


@projection.on(LineExtended)
def extended(db: sqlite3.Connection, fact: LineExtended, recorded: Recorded) -> None:
    db.execute("UPDATE accounts_lines SET until = ? WHERE id = ?", (fact.until, fact.line))
    row = (fact.line, fact.before, fact.until, fact.act)
    db.execute("INSERT INTO accounts_extensions VALUES (?, ?, ?, ?)", row)


@projection.on(PlaceAttributed, EffortAttributed)
def attributed(db: sqlite3.Connection, fact: PlaceAttributed | EffortAttributed, recorded: Recorded) -> None:
    db.execute("INSERT OR IGNORE INTO accounts_places VALUES (?, ?)", (fact.line, recorded.dossier))


@projection.on(CostRecorded)
def spent(db: sqlite3.Connection, fact: CostRecorded, recorded: Recorded) -> None:
    row = (recorded.event_id, keep(fact.evidence))
    db.execute("INSERT OR IGNORE INTO accounts_evidence VALUES (?, ?)", row)


@projection.on(ClaimClosed)
def closed(db: sqlite3.Connection, fact: ClaimClosed, recorded: Recorded) -> None:
    totals = json.dumps({it.figure: it.hundredths for it in fact.totals})
    row = (
        fact.line, fact.since, fact.until, totals, fact.size, fact.root, recorded.occurred_at, recorded.event_id
    )  # fmt: skip
    db.execute("INSERT OR IGNORE INTO accounts_claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
