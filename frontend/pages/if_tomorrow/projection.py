"""The parts as last written, the last trial, and the holes still open with who fills them."""

import sqlite3

from events.accompaniment.continuity import (
    ContinuityPlanned,
    DrillFellDue,
    DrillRun,
    GapFilled,
    GapHandedOver,
)
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "if_tomorrow",
    version=1,
    tables="""
    CREATE TABLE if_tomorrow_parts (
        person TEXT NOT NULL, part TEXT NOT NULL, words TEXT NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (person, part));
    CREATE TABLE if_tomorrow_drills (person TEXT PRIMARY KEY, day TEXT, checked TEXT, due TEXT);
    CREATE TABLE if_tomorrow_gaps (
        person TEXT NOT NULL, part TEXT NOT NULL, referente TEXT NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (person, part));
    """,
    indexes="CREATE INDEX if_tomorrow_gaps_referente ON if_tomorrow_gaps (referente);",
)


@projection.on(ContinuityPlanned)
def planned(db: sqlite3.Connection, fact: ContinuityPlanned, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO if_tomorrow_parts VALUES (?, ?, ?, ?)",
        (fact.person, fact.part, keep(fact.words), recorded.day),
    )


@projection.on(DrillRun)
def run(db: sqlite3.Connection, fact: DrillRun, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO if_tomorrow_drills VALUES (?, ?, ?, NULL)",
        (fact.person, fact.day, " ".join(fact.checked)),
    )


@projection.on(DrillFellDue)
def due(db: sqlite3.Connection, fact: DrillFellDue, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO if_tomorrow_drills (person, due) VALUES (?1, ?2)"
        " ON CONFLICT (person) DO UPDATE SET due = ?2",
        (fact.person, fact.day),
    )


@projection.on(GapHandedOver)
def handed_over(db: sqlite3.Connection, fact: GapHandedOver, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO if_tomorrow_gaps VALUES (?, ?, ?, ?)",
        (fact.person, fact.part, fact.referente, fact.day),
    )


@projection.on(GapFilled)
def filled(db: sqlite3.Connection, fact: GapFilled, recorded: Recorded) -> None:
    db.execute("DELETE FROM if_tomorrow_gaps WHERE person = ? AND part = ?", (fact.person, fact.part))
