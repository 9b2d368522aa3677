"""What persons say of their own days, and the help they ask for; faces, things and places stay sealed."""

import sqlite3

from events.accompaniment.help import HelpAsked, HelpEnded, HelpHeard
from events.accompaniment.own_days import DoneTakenBack, DoneTold, MoodTold
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "own",
    version=1,
    tables="""
    CREATE TABLE own_moods (
        person TEXT NOT NULL, n INTEGER NOT NULL, face TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (person, n));
    CREATE TABLE own_done (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, thing TEXT NOT NULL, help TEXT NOT NULL, goal TEXT,
        day TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE own_calls (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, place TEXT NOT NULL, asked_at TEXT NOT NULL, by TEXT,
        heard_at TEXT, ended_at TEXT);
    """,
    indexes="""
    CREATE INDEX own_done_person ON own_done (person, day);
    CREATE INDEX own_calls_person ON own_calls (person);
    """,
)


@projection.on(MoodTold)
def felt(db: sqlite3.Connection, fact: MoodTold, recorded: Recorded) -> None:
    row = (fact.person, recorded.stream_version, keep(fact.face), recorded.day, recorded.occurred_at)
    db.execute("INSERT INTO own_moods VALUES (?, ?, ?, ?, ?)", row)


@projection.on(DoneTold)
def did(db: sqlite3.Connection, fact: DoneTold, recorded: Recorded) -> None:
    boxes = keep(fact.thing), keep(fact.help)
    row = (fact.done, fact.person, *boxes, fact.goal, recorded.day, recorded.occurred_at)
    db.execute("INSERT INTO own_done VALUES (?, ?, ?, ?, ?, ?, ?)", row)


@projection.on(DoneTakenBack)
def did_not(db: sqlite3.Connection, fact: DoneTakenBack, recorded: Recorded) -> None:
    db.execute("DELETE FROM own_done WHERE id = ?", (fact.done,))


@projection.on(HelpAsked)
def called(db: sqlite3.Connection, fact: HelpAsked, recorded: Recorded) -> None:
    row = (recorded.stream, fact.person, keep(fact.where), recorded.occurred_at)
    db.execute("INSERT INTO own_calls VALUES (?, ?, ?, ?, NULL, NULL, NULL)", row)


@projection.on(HelpHeard)
def heard(db: sqlite3.Connection, fact: HelpHeard, recorded: Recorded) -> None:
    row = (fact.by, recorded.occurred_at, recorded.stream)
    db.execute("UPDATE own_calls SET by = ?, heard_at = ? WHERE id = ?", row)


@projection.on(HelpEnded)
def ended(db: sqlite3.Connection, fact: HelpEnded, recorded: Recorded) -> None:
    db.execute("UPDATE own_calls SET ended_at = ? WHERE id = ?", (recorded.occurred_at, recorded.stream))
