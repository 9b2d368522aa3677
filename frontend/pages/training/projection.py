"""Who has done which module, and the sessions that were taught."""

import sqlite3

from events.envelope import Recorded
from events.network.course import ModuleCompleted
from events.network.session import SessionTaught
from frontend.projecting import Projection

projection = Projection(
    "training",
    version=1,
    tables="""
    CREATE TABLE training_done (
        person TEXT NOT NULL, module TEXT NOT NULL, day TEXT NOT NULL, way TEXT NOT NULL,
        PRIMARY KEY (person, module)) WITHOUT ROWID;
    CREATE TABLE training_sessions (
        session TEXT PRIMARY KEY, module TEXT NOT NULL, day TEXT NOT NULL, minutes INTEGER NOT NULL,
        trainer TEXT NOT NULL, present INTEGER NOT NULL) WITHOUT ROWID;
    """,
    indexes="CREATE INDEX training_sessions_day ON training_sessions (day DESC, session);",
)


@projection.on(ModuleCompleted)
def completed(db: sqlite3.Connection, fact: ModuleCompleted, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO training_done VALUES (?, ?, ?, ?)", (fact.person, fact.module, fact.on, fact.way)
    )


@projection.on(SessionTaught)
def taught(db: sqlite3.Connection, fact: SessionTaught, recorded: Recorded) -> None:
    known = (recorded.stream, fact.module, fact.on, fact.minutes, fact.trainer, len(fact.present))
    db.execute("REPLACE INTO training_sessions VALUES (?, ?, ?, ?, ?, ?)", known)
