"""Contacts of the Info Points: where they are looked after, what was proposed, whether it helped. Boxes stay closed."""

import sqlite3

from events.envelope import Recorded
from events.intake.contact import (
    CallAgreed,
    CallTakenBack,
    ContactHandedOver,
    ContactOpened,
    HandoverAccepted,
    HandoverDeclined,
    OptionsGiven,
    OutcomeReported,
    code_of,
)
from frontend.projecting import Projection, keep

projection = Projection(
    "desk",
    version=1,
    tables="""
    CREATE TABLE desk_contacts (
        contact TEXT PRIMARY KEY, code TEXT NOT NULL, point TEXT NOT NULL, number INTEGER NOT NULL, day TEXT NOT NULL,
        at TEXT NOT NULL, hand TEXT NOT NULL, opened_at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE desk_options (
        contact TEXT NOT NULL, entry TEXT NOT NULL, why TEXT NOT NULL, n INTEGER NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (contact, entry)) WITHOUT ROWID;
    CREATE TABLE desk_handovers (
        contact TEXT NOT NULL, n INTEGER NOT NULL, from_point TEXT NOT NULL, to_point TEXT NOT NULL, day TEXT NOT NULL,
        hand TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'asked', reason TEXT, PRIMARY KEY (contact, n)) WITHOUT ROWID;
    CREATE TABLE desk_calls (
        contact TEXT PRIMARY KEY, name TEXT NOT NULL, channel TEXT NOT NULL, address TEXT NOT NULL,
        purpose TEXT NOT NULL, until TEXT NOT NULL, taken_back TEXT) WITHOUT ROWID;
    CREATE TABLE desk_outcomes (
        event TEXT PRIMARY KEY, contact TEXT NOT NULL, n INTEGER NOT NULL, outcome TEXT NOT NULL,
        told_by TEXT NOT NULL, entry TEXT, day TEXT NOT NULL) WITHOUT ROWID;
    """,
    indexes="""
    CREATE INDEX desk_contacts_point ON desk_contacts (point, day);
    CREATE INDEX desk_contacts_code ON desk_contacts (code);
    CREATE INDEX desk_outcomes_contact ON desk_outcomes (contact);
    CREATE INDEX desk_contacts_day ON desk_contacts (day);
    CREATE INDEX desk_handovers_to ON desk_handovers (to_point, state);
    CREATE INDEX desk_handovers_from ON desk_handovers (from_point);
    """,
)


@projection.on(ContactOpened)
def opened(db: sqlite3.Connection, fact: ContactOpened, recorded: Recorded) -> None:
    code = code_of(recorded.stream).replace("-", "")
    known = (recorded.stream, code, fact.point, fact.number, fact.on, recorded.occurred_at, recorded.actor)
    db.execute("REPLACE INTO desk_contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*known, fact.point))


@projection.on(OptionsGiven)
def given(db: sqlite3.Connection, fact: OptionsGiven, recorded: Recorded) -> None:
    for place, option in enumerate(fact.options):
        n = recorded.stream_version * 10 + place
        known = (recorded.stream, option.entry, " ".join(option.why), n, recorded.day)
        db.execute("REPLACE INTO desk_options VALUES (?, ?, ?, ?, ?)", known)


@projection.on(ContactHandedOver)
def handed(db: sqlite3.Connection, fact: ContactHandedOver, recorded: Recorded) -> None:
    known = (recorded.stream, recorded.stream_version, fact.from_point, fact.to, fact.on, fact.by)
    db.execute(
        "REPLACE INTO desk_handovers (contact, n, from_point, to_point, day, hand) VALUES (?, ?, ?, ?, ?, ?)",
        known,
    )


@projection.on(HandoverAccepted)
def accepted(db: sqlite3.Connection, fact: HandoverAccepted, recorded: Recorded) -> None:
    answered(db, recorded, "accepted", None)
    db.execute("UPDATE desk_contacts SET point = ? WHERE contact = ?", (fact.point, recorded.stream))


@projection.on(HandoverDeclined)
def declined(db: sqlite3.Connection, fact: HandoverDeclined, recorded: Recorded) -> None:
    answered(db, recorded, "declined", fact.reason)


def answered(db: sqlite3.Connection, recorded: Recorded, state: str, reason: str | None) -> None:
    db.execute(
        "UPDATE desk_handovers SET state = ?, reason = ? WHERE contact = ? AND state = 'asked'",
        (state, reason, recorded.stream),
    )


@projection.on(CallAgreed)
def agreed(db: sqlite3.Connection, fact: CallAgreed, recorded: Recorded) -> None:
    known = (recorded.stream, keep(fact.name), fact.channel, keep(fact.address), fact.purpose, fact.until)
    db.execute("REPLACE INTO desk_calls VALUES (?, ?, ?, ?, ?, ?, NULL)", known)


@projection.on(CallTakenBack)
def taken_back(db: sqlite3.Connection, fact: CallTakenBack, recorded: Recorded) -> None:
    db.execute("UPDATE desk_calls SET taken_back = ? WHERE contact = ?", (fact.on, recorded.stream))


@projection.on(OutcomeReported)
def reported(db: sqlite3.Connection, fact: OutcomeReported, recorded: Recorded) -> None:
    known = (
        recorded.event_id,
        recorded.stream,
        recorded.stream_version,
        fact.outcome,
        fact.told_by,
        fact.entry,
    )
    db.execute("REPLACE INTO desk_outcomes VALUES (?, ?, ?, ?, ?, ?, ?)", (*known, recorded.day))
