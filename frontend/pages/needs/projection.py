"""What has emerged: published themes only. A single signal is written down nowhere in what pages are made of."""

import sqlite3

from events.envelope import Recorded
from events.network.signal import ThemePublished
from frontend.projecting import Projection

projection = Projection(
    "needs",
    version=1,
    tables="""
    CREATE TABLE needs_themes (
        theme TEXT NOT NULL, district TEXT NOT NULL, quarter TEXT NOT NULL, least INTEGER NOT NULL,
        PRIMARY KEY (theme, district, quarter)) WITHOUT ROWID;
    """,
)


@projection.on(ThemePublished)
def published(db: sqlite3.Connection, fact: ThemePublished, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO needs_themes VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET least = max(least, ?4)",
        (fact.theme, fact.district, fact.quarter, fact.least),
    )
