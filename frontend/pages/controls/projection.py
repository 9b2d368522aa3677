"""The records that the rules are checked on again, as stored."""

import json
import sqlite3

from events.accompaniment.stay import BookOpened, StayCancelled, StayConfirmed, StayRequested
from events.accompaniment.staying import (
    CheckedIn,
    CheckedOut,
    CoverageAttached,
    CoverageLost,
    OperatorPlaced,
    StayExtended,
)
from events.envelope import Recorded
from events.message import Fact
from events.network.attribution import AttributionEnded, EffortAttributed, PlaceAttributed
from events.network.line import LineExtended
from events.pacts.cohabitation import CohabitationFormed, MemberJoined, MemberLeft
from frontend.projecting import Projection

LOOKED_AT = (
    CohabitationFormed, MemberJoined, MemberLeft, PlaceAttributed, AttributionEnded, EffortAttributed, LineExtended,
    BookOpened, StayRequested, StayConfirmed, StayCancelled, OperatorPlaced, CoverageAttached, CoverageLost, CheckedIn,
    CheckedOut, StayExtended,
)  # fmt: skip

projection = Projection(
    "controls",
    version=1,
    tables="""
    CREATE TABLE controls_records (
        event_id TEXT PRIMARY KEY, topic TEXT NOT NULL, stream TEXT NOT NULL, stream_version INTEGER NOT NULL,
        dossier TEXT NOT NULL, occurred_at TEXT NOT NULL, day TEXT NOT NULL, fact TEXT NOT NULL);
    """,
    indexes="""
    CREATE INDEX controls_records_dossier ON controls_records (dossier);
    CREATE INDEX controls_records_event ON controls_records (event_id);
    """,
)


@projection.on(*LOOKED_AT)
def looked_at(db: sqlite3.Connection, fact: Fact, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR IGNORE INTO controls_records VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.event_id, recorded.topic, recorded.stream, recorded.stream_version, recorded.dossier,
            recorded.occurred_at, recorded.day, json.dumps(recorded.fact),
        ),
    )  # fmt: skip
