"""Easy words or the full page: as asked just now, as chosen on this device, else as the person prefers."""

import sqlite3
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.datastructures import Cookie

from events.envelope import Recorded
from events.network.reading import ReadingChosen
from frontend.projecting import Projection

EASY = "facile"
ANSWERS = {"1": True, "0": False}
YEAR = 365 * 24 * 3600

projection = Projection(
    "reading",
    version=1,
    tables="CREATE TABLE reading_choices (person TEXT PRIMARY KEY, easy INTEGER NOT NULL) WITHOUT ROWID;",
)


@projection.on(ReadingChosen)
def chosen(db: sqlite3.Connection, fact: ReadingChosen, recorded: Recorded) -> None:
    db.execute("REPLACE INTO reading_choices VALUES (?, ?)", (fact.person, fact.easy))


def easily(request: Request[Any, Any, Any], db: sqlite3.Connection | None, person: UUID) -> bool:
    """Also for who is not signed in: a call for homes has an easy version, too."""
    said = request.query_params.get(EASY) or request.cookies.get(EASY)
    return ANSWERS[said] if said in ANSWERS else preferred(db, person)


def preferred(db: sqlite3.Connection | None, person: UUID) -> bool:
    if db is None:
        return False
    row = db.execute("SELECT easy FROM reading_choices WHERE person = ?", (person,)).fetchone()
    return bool(row and row["easy"])


def cookie(request: Request[Any, Any, Any], secure: bool) -> str | None:
    """What to keep on this device; None when nothing was asked."""
    said = request.query_params.get(EASY)
    return kept(said, secure) if said in ANSWERS else None


def kept(said: str, secure: bool) -> str:
    """An empty word takes it back: then the person's own preference holds."""
    life = YEAR if said else 0
    it = Cookie(EASY, value=said, path="/", max_age=life, httponly=True, samesite="lax", secure=secure)
    return it.to_header(header="")
