"""Turns as they stand: whose they are, who did them, what is asked; how heavy each duty is to whom."""

import json
import sqlite3

from events.envelope import Recorded
from events.pacts.duties import (
    AbsenceNoted,
    DutiesSet,
    DutyDone,
    DutyUndone,
    DutyWeighed,
    SwapAgreed,
    SwapAsked,
    SwapDeclined,
    TurnAssigned,
    TurnReleased,
    WeekPlanned,
)
from frontend.projecting import Projection

projection = Projection(
    "turns",
    version=1,
    tables="""
    CREATE TABLE turns_turns (
        id TEXT PRIMARY KEY, home TEXT NOT NULL, duty TEXT NOT NULL, day TEXT NOT NULL, points REAL NOT NULL,
        owner TEXT);
    CREATE TABLE turns_done (
        turn TEXT NOT NULL, person TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (turn, person));
    CREATE TABLE turns_swaps (turn TEXT PRIMARY KEY, asker TEXT NOT NULL, other TEXT NOT NULL, exchange TEXT);
    CREATE TABLE turns_duties (home TEXT PRIMARY KEY, since TEXT NOT NULL, duties TEXT NOT NULL);
    CREATE TABLE turns_weights (
        home TEXT NOT NULL, person TEXT NOT NULL, weights TEXT NOT NULL, PRIMARY KEY (home, person));
    CREATE TABLE turns_weeks (home TEXT NOT NULL, week TEXT NOT NULL, PRIMARY KEY (home, week));
    CREATE TABLE turns_absences (
        home TEXT NOT NULL, person TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
        PRIMARY KEY (home, person, since, until));
    """,
    indexes="CREATE INDEX turns_turns_home ON turns_turns (home, day);",
)


@projection.on(TurnAssigned)
def assigned(db: sqlite3.Connection, fact: TurnAssigned, recorded: Recorded) -> None:
    """A turn given again keeps its day and its points, and what was asked about it no longer stands."""
    db.execute(
        "INSERT INTO turns_turns VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET owner = excluded.owner",
        (fact.turn, recorded.dossier, fact.duty, fact.day, fact.points, fact.person),
    )
    db.execute("DELETE FROM turns_swaps WHERE turn = ?", (fact.turn,))


@projection.on(TurnReleased)
def released(db: sqlite3.Connection, fact: TurnReleased, recorded: Recorded) -> None:
    db.execute("UPDATE turns_turns SET owner = NULL WHERE id = ?", (fact.turn,))
    db.execute("DELETE FROM turns_swaps WHERE turn = ?", (fact.turn,))


@projection.on(DutyDone)
def done(db: sqlite3.Connection, fact: DutyDone, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO turns_done VALUES (?, ?, ?, ?)", (fact.turn, fact.person, fact.on, recorded.occurred_at)
    )


@projection.on(DutyUndone)
def undone(db: sqlite3.Connection, fact: DutyUndone, recorded: Recorded) -> None:
    db.execute("DELETE FROM turns_done WHERE turn = ? AND person = ?", (fact.turn, fact.person))


@projection.on(SwapAsked)
def asked(db: sqlite3.Connection, fact: SwapAsked, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO turns_swaps VALUES (?, ?, ?, ?)", (fact.turn, fact.asker, fact.other, fact.exchange)
    )


@projection.on(SwapAgreed)
def swapped(db: sqlite3.Connection, fact: SwapAgreed, recorded: Recorded) -> None:
    for turn, owner in ((fact.turn, fact.other), (fact.exchange, fact.asker)):
        db.execute("UPDATE turns_turns SET owner = ? WHERE id = ?", (owner, turn))
        db.execute("DELETE FROM turns_swaps WHERE turn = ?", (turn,))


@projection.on(SwapDeclined)
def declined(db: sqlite3.Connection, fact: SwapDeclined, recorded: Recorded) -> None:
    db.execute("DELETE FROM turns_swaps WHERE turn = ?", (fact.turn,))


@projection.on(DutiesSet)
def set_(db: sqlite3.Connection, fact: DutiesSet, recorded: Recorded) -> None:
    duties = json.dumps([duty.model_dump(mode="json") | {"days": sorted(duty.days)} for duty in fact.duties])
    db.execute("REPLACE INTO turns_duties VALUES (?, ?, ?)", (recorded.dossier, fact.since, duties))


@projection.on(DutyWeighed)
def weighed(db: sqlite3.Connection, fact: DutyWeighed, recorded: Recorded) -> None:
    weights = json.dumps(dict(fact.weights), sort_keys=True)
    db.execute("REPLACE INTO turns_weights VALUES (?, ?, ?)", (recorded.dossier, fact.person, weights))


@projection.on(WeekPlanned)
def planned(db: sqlite3.Connection, fact: WeekPlanned, recorded: Recorded) -> None:
    db.execute("INSERT OR IGNORE INTO turns_weeks VALUES (?, ?)", (recorded.dossier, fact.week))


@projection.on(AbsenceNoted)
def away(db: sqlite3.Connection, fact: AbsenceNoted, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR IGNORE INTO turns_absences VALUES (?, ?, ?, ?)",
        (recorded.dossier, fact.person, fact.since, fact.until),
    )
