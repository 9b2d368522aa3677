"""Stays as they stand, the rules of each home, and who is there on which night; words and levels stay sealed."""

import sqlite3

from events.accompaniment.attendance import PresenceMarked, PresenceTakenBack
from events.accompaniment.stay import (
    BookOpened,
    StayAgreed,
    StayCancelled,
    StayConfirmed,
    StayDeclined,
    StayRequested,
    StayRulesPublished,
)
from events.accompaniment.staying import (
    CheckedIn,
    CheckedOut,
    CoverAlertRaised,
    OperatorPlaced,
    StayExtended,
    StaySummedUp,
    SupportLevelSet,
)
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "nights",
    version=2,
    tables="""
    CREATE TABLE nights_books (
        home TEXT PRIMARY KEY, type TEXT, edition TEXT, beds INTEGER, longest INTEGER, yearly INTEGER, source TEXT);
    CREATE TABLE nights_stays (
        id TEXT PRIMARY KEY, home TEXT NOT NULL, person TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
        asked_by TEXT NOT NULL, asked_on TEXT NOT NULL, agreed INTEGER NOT NULL, tell_arrival INTEGER NOT NULL,
        state TEXT NOT NULL, reason TEXT, rule TEXT, own_nights INTEGER, other_nights INTEGER, words TEXT,
        level TEXT, summary TEXT, arrived_at TEXT);
    CREATE TABLE nights_operators (
        stay TEXT NOT NULL, day TEXT NOT NULL, operator TEXT NOT NULL, PRIMARY KEY (stay, day, operator));
    CREATE TABLE nights_present (stay TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (stay, day));
    CREATE TABLE nights_alerts (stay TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (stay, since));
    """,
    indexes="CREATE INDEX nights_stays_person ON nights_stays (person);"
    " CREATE INDEX nights_stays_home ON nights_stays (home);",
)


def change(db: sqlite3.Connection, stay: object, **to: object) -> None:
    names = ", ".join(f"{name} = :{name}" for name in to)
    db.execute(f"UPDATE nights_stays SET {names} WHERE id = :id", {"id": stay, **to})


@projection.on(BookOpened)
def opened(db: sqlite3.Connection, fact: BookOpened, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO nights_books (home, type) VALUES (?1, ?2) ON CONFLICT (home) DO UPDATE SET type = ?2",
        (recorded.dossier, fact.type),
    )


@projection.on(StayRulesPublished)
def published(db: sqlite3.Connection, fact: StayRulesPublished, recorded: Recorded) -> None:
    db.execute(
        "UPDATE nights_books SET edition = ?, beds = ?, longest = ?, yearly = ?, source = ? WHERE home = ?",
        (fact.edition, fact.beds, fact.longest, fact.yearly, fact.source, recorded.dossier),
    )


@projection.on(StayRequested)
def requested(db: sqlite3.Connection, fact: StayRequested, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO nights_stays (id, home, person, since, until, asked_by, asked_on, agreed, tell_arrival, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 'asked')",
        (
            fact.stay, recorded.dossier, fact.person, fact.since, fact.until, fact.asked_by, recorded.day,
            fact.asked_by == "person",
        ),
    )  # fmt: skip


@projection.on(StayAgreed)
def agreed(db: sqlite3.Connection, fact: StayAgreed, recorded: Recorded) -> None:
    change(db, fact.stay, agreed=True, tell_arrival=fact.tell_arrival)


@projection.on(StayConfirmed)
def confirmed(db: sqlite3.Connection, fact: StayConfirmed, recorded: Recorded) -> None:
    change(db, fact.stay, state="confirmed", rule=fact.rule, own_nights=fact.own_nights)


@projection.on(StayDeclined)
def declined(db: sqlite3.Connection, fact: StayDeclined, recorded: Recorded) -> None:
    change(
        db, fact.stay, state="declined", reason=fact.reason, rule=fact.rule, own_nights=fact.own_nights,
        other_nights=fact.other_nights, words=keep(fact.words),
    )  # fmt: skip


@projection.on(StayCancelled)
def cancelled(db: sqlite3.Connection, fact: StayCancelled, recorded: Recorded) -> None:
    change(db, fact.stay, state="cancelled", reason=fact.reason)


@projection.on(SupportLevelSet)
def supported(db: sqlite3.Connection, fact: SupportLevelSet, recorded: Recorded) -> None:
    change(db, fact.stay, level=keep(fact.level))


@projection.on(OperatorPlaced)
def placed(db: sqlite3.Connection, fact: OperatorPlaced, recorded: Recorded) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO nights_operators VALUES (?, ?, ?)",
        [(fact.stay, day, fact.operator) for day in fact.days],
    )


@projection.on(PresenceMarked)
def present(db: sqlite3.Connection, fact: PresenceMarked, recorded: Recorded) -> None:
    db.execute("INSERT OR IGNORE INTO nights_present VALUES (?, ?)", (fact.stay, fact.day))


@projection.on(PresenceTakenBack)
def not_present(db: sqlite3.Connection, fact: PresenceTakenBack, recorded: Recorded) -> None:
    db.execute("DELETE FROM nights_present WHERE stay = ? AND day = ?", (fact.stay, fact.day))


@projection.on(CoverAlertRaised)
def alarmed(db: sqlite3.Connection, fact: CoverAlertRaised, recorded: Recorded) -> None:
    db.execute("INSERT OR IGNORE INTO nights_alerts VALUES (?, ?)", (fact.stay, fact.since))


@projection.on(CheckedIn)
def arrived(db: sqlite3.Connection, fact: CheckedIn, recorded: Recorded) -> None:
    change(db, fact.stay, state="here", arrived_at=fact.at)


@projection.on(CheckedOut)
def left(db: sqlite3.Connection, fact: CheckedOut, recorded: Recorded) -> None:
    change(db, fact.stay, state="left", until=fact.on)


@projection.on(StayExtended)
def extended(db: sqlite3.Connection, fact: StayExtended, recorded: Recorded) -> None:
    change(db, fact.stay, until=fact.until)


@projection.on(StaySummedUp)
def summed_up(db: sqlite3.Connection, fact: StaySummedUp, recorded: Recorded) -> None:
    change(db, fact.stay, summary=keep(fact.words))
