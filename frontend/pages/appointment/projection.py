"""Appointments of auditors, as made and as ended."""

import json
import sqlite3

from events.envelope import Recorded
from events.network.appointment import AppointmentEnded, AuditorAppointed
from frontend.projecting import Projection

projection = Projection(
    "appointment",
    version=1,
    tables="""
    CREATE TABLE appointment_made (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, cases TEXT NOT NULL, lines TEXT NOT NULL, period_from TEXT NOT NULL,
        period_to TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, act TEXT NOT NULL, reason TEXT);
    """,
    indexes="CREATE INDEX appointment_made_person ON appointment_made (person);",
)


@projection.on(AuditorAppointed)
def made(db: sqlite3.Connection, fact: AuditorAppointed, recorded: Recorded) -> None:
    cases, lines = (json.dumps([str(it) for it in each]) for each in (fact.cases, fact.lines))
    db.execute(
        "INSERT INTO appointment_made VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            recorded.stream, fact.person, cases, lines, fact.period_from, fact.period_to, fact.since, fact.until,
            fact.act,
        ),
    )  # fmt: skip


@projection.on(AppointmentEnded)
def ended(db: sqlite3.Connection, fact: AppointmentEnded, recorded: Recorded) -> None:
    db.execute(
        "UPDATE appointment_made SET until = ?, reason = ? WHERE id = ?",
        (fact.until, fact.reason, recorded.stream),
    )
