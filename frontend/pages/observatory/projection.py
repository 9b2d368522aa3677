"""What is counted, and how many stand behind it: a person's application, a home's visits. Nobody's words."""

import sqlite3
from datetime import datetime
from uuid import UUID

from events.accompaniment.goal import GoalClosed
from events.accompaniment.visit import VisitEnded, VisitMinutesCorrected
from events.envelope import Recorded
from events.intake.application import (
    ApplicationAdmitted,
    ApplicationExcluded,
    ApplicationSubmitted,
    ApplicationWithdrawn,
)
from events.intake.contact import ContactOpened, OutcomeReported
from events.pacts.cohabitation import CohabitationClosed, CohabitationFormed
from frontend.projecting import Projection

projection = Projection(
    "observatory",
    version=2,
    tables="""
    CREATE TABLE observatory_counted (
        measure TEXT NOT NULL, id TEXT NOT NULL, cell TEXT NOT NULL, amount INTEGER NOT NULL, behind TEXT NOT NULL,
        PRIMARY KEY (measure, id)) WITHOUT ROWID;
    """,
)
DECIDED = {
    ApplicationAdmitted: "admitted", ApplicationExcluded: "excluded", ApplicationWithdrawn: "withdrawn",
}  # fmt: skip


@projection.on(ApplicationSubmitted)
def applied(db: sqlite3.Connection, fact: ApplicationSubmitted, recorded: Recorded) -> None:
    count(db, "applications", recorded.stream, month(recorded.occurred_at), fact.applicant)


@projection.on(ApplicationAdmitted, ApplicationExcluded, ApplicationWithdrawn)
def decided(
    db: sqlite3.Connection,
    fact: ApplicationAdmitted | ApplicationExcluded | ApplicationWithdrawn,
    recorded: Recorded,
) -> None:
    count(db, "decisions", recorded.stream, DECIDED[type(fact)], fact.applicant)


@projection.on(CohabitationFormed)
def formed(db: sqlite3.Connection, fact: CohabitationFormed, recorded: Recorded) -> None:
    count(db, "cohabitations", fact.cohabitation, fact.solution_type, fact.cohabitation)


@projection.on(CohabitationClosed)
def closed(db: sqlite3.Connection, fact: CohabitationClosed, recorded: Recorded) -> None:
    count(db, "closings", recorded.stream, fact.outcome, recorded.stream)


@projection.on(VisitEnded)
def visited(db: sqlite3.Connection, fact: VisitEnded, recorded: Recorded) -> None:
    count(db, "visits", recorded.stream, month(fact.at), recorded.dossier)
    count(db, "minutes", recorded.stream, month(fact.at), recorded.dossier, fact.minutes)


@projection.on(VisitMinutesCorrected)
def corrected(db: sqlite3.Connection, fact: VisitMinutesCorrected, recorded: Recorded) -> None:
    where = "measure = 'minutes' AND id = ?"
    db.execute(f"UPDATE observatory_counted SET amount = ? WHERE {where}", (fact.minutes, recorded.stream))


@projection.on(GoalClosed)
def goal_closed(db: sqlite3.Connection, fact: GoalClosed, recorded: Recorded) -> None:
    count(db, "goals", recorded.stream, fact.outcome, fact.person)


@projection.on(ContactOpened)
def listened(db: sqlite3.Connection, fact: ContactOpened, recorded: Recorded) -> None:
    """Each guest stands for themselves: nobody knows whether the same person came twice."""
    count(db, "contacts", recorded.stream, month(recorded.occurred_at), recorded.stream)


@projection.on(OutcomeReported)
def helped(db: sqlite3.Connection, fact: OutcomeReported, recorded: Recorded) -> None:
    count(db, "outcomes", recorded.stream, fact.outcome, recorded.stream)


def count(db: sqlite3.Connection, measure: str, it: UUID, cell: str, behind: UUID, amount: int = 1) -> None:
    """The last word about a thing counts."""
    db.execute("REPLACE INTO observatory_counted VALUES (?, ?, ?, ?, ?)", (measure, it, cell, amount, behind))


def month(at: datetime) -> str:
    return f"{at:%Y-%m}"
