"""Which hands entered what at a desk: an Info Point reads again for a month what was told there, and nothing else."""

import sqlite3
from datetime import date, timedelta
from uuid import UUID

from events.category import Category
from events.envelope import Recorded
from events.intake.application import ApplicationSubmitted
from events.intake.contact import CallAgreed, HandoverAccepted
from events.network.person import PersonRegistered
from frontend.moments import local_day
from frontend.projecting import Projection
from frontend.scope.persons import entries_of

REMEMBERED = timedelta(days=30)

projection = Projection(
    "hands",
    version=3,
    tables="""
    CREATE TABLE hands_entered (
        hand TEXT NOT NULL, owner TEXT NOT NULL, category TEXT NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (hand, owner, category)) WITHOUT ROWID;
    """,
)


@projection.on(PersonRegistered)
def registered(db: sqlite3.Connection, fact: PersonRegistered, recorded: Recorded) -> None:
    entered(db, recorded, fact.person, Category.IDENTITY)


@projection.on(ApplicationSubmitted)
def applied(db: sqlite3.Connection, fact: ApplicationSubmitted, recorded: Recorded) -> None:
    """Who takes an application down has the applicant's papers before them."""
    for category in (Category.IDENTITY, Category.APPLICATION):
        entered(db, recorded, fact.applicant, category)


@projection.on(CallAgreed, HandoverAccepted)
def looked_after(db: sqlite3.Connection, fact: CallAgreed | HandoverAccepted, recorded: Recorded) -> None:
    """Who takes a way to call down, or takes over who left one."""
    entered(db, recorded, recorded.dossier, Category.IDENTITY)


def entered(db: sqlite3.Connection, recorded: Recorded, owner: UUID, category: Category) -> None:
    """Each time counts anew; facts may be heard in any order."""
    db.execute(
        "INSERT INTO hands_entered VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET day = max(day, ?4)",
        (recorded.actor, owner, category, local_day(recorded.recorded_at)),
    )


def entered_by(db: sqlite3.Connection, person: UUID, owner: UUID, category: Category, day: date) -> bool:
    """Within the last thirty days, under whatever ids these two human beings were entered themselves."""
    hands, owners = entries_of(db, person), entries_of(db, owner)
    found = db.execute(
        "SELECT 1 FROM hands_entered WHERE category = ? AND day >= ?"
        f" AND hand IN ({marks(hands)}) AND owner IN ({marks(owners)})",
        (category, day - REMEMBERED, *hands, *owners),
    )
    return found.fetchone() is not None


def marks(several: tuple[UUID, ...]) -> str:
    return ", ".join("?" * len(several))
