"""Applications as a page shows them: one, those of a person, those that came in on a day."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events.intake.rule import Outcome
from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Document:
    code: str
    due: date
    received: date | None


@dataclass(frozen=True)
class Application:
    """``standing``: submitted, admitted, excluded or withdrawn; ``answers`` by the name of the question.

    ``entered_by``: who wrote it down at a desk, if it came in there.
    """

    id: UUID
    call: UUID
    applicant: UUID
    door: str
    receipt: str
    arrived: datetime
    paper_number: str | None
    paper_day: date | None
    edition: int
    answers: dict[str, Kept | None]
    standing: str
    age_on: date | None
    outcomes: tuple[Outcome, ...]
    verdict: str
    decided_at: datetime | None
    decided_by: UUID | None
    ground: str | None
    reason: str | None
    explanation: Kept | None
    documents: tuple[Document, ...]
    entered_by: UUID | None

    @property
    def missing(self) -> tuple[Document, ...]:
        return tuple(it for it in self.documents if it.received is None)

    @property
    def due(self) -> date | None:
        return min((it.due for it in self.missing), default=None)

    @property
    def decided(self) -> bool:
        return self.standing in ("admitted", "excluded")


def application(db: sqlite3.Connection, it: UUID) -> Application | None:
    return next(found(db, "id = ?", (it,)), None)


def of_person(db: sqlite3.Connection, entries: Collection[UUID]) -> tuple[Application, ...]:
    """Newest first, under every id this human being was entered with."""
    marks = ", ".join("?" * len(entries))
    return tuple(found(db, f"applicant IN ({marks})", tuple(entries)))


def to_decide(db: sqlite3.Connection) -> tuple[Application, ...]:
    """Those that can be decided first, then those that wait for papers; each time the oldest first."""
    waiting = found(db, "standing = 'submitted'", ())
    return tuple(sorted(waiting, key=lambda it: (bool(it.missing), it.arrived)))


def decided(db: sqlite3.Connection) -> tuple[Application, ...]:
    """Newest decision first; the withdrawn ones at the end."""
    over = found(db, "standing != 'submitted'", ())
    return tuple(sorted(over, key=lambda it: (it.decided, it.decided_at or it.arrived), reverse=True))


def arrived_since(db: sqlite3.Connection, moment: datetime) -> tuple[Application, ...]:
    return tuple(it for it in found(db, "1", ()) if it.arrived >= moment)


def found(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> Iterator[Application]:
    rows = db.execute(
        f"SELECT * FROM application_applications WHERE {where} ORDER BY arrived DESC, id", values
    ).fetchall()
    return (read(db, row) for row in rows)


def read(db: sqlite3.Connection, row: sqlite3.Row) -> Application:
    answers = {name: box(text) for name, text in json.loads(row["answers"]).items()}
    return Application(
        id=UUID(row["id"]),
        call=UUID(row["call"]),
        applicant=UUID(row["applicant"]),
        door=row["door"],
        receipt=row["receipt"],
        arrived=datetime.fromisoformat(row["arrived"]),
        paper_number=row["paper_number"],
        paper_day=day(row["paper_day"]),
        edition=row["edition"],
        answers=answers,
        standing=row["standing"],
        age_on=day(row["age_on"]),
        outcomes=tuple(Outcome.model_validate(it) for it in json.loads(row["outcomes"])),
        verdict=row["verdict"],
        decided_at=datetime.fromisoformat(row["decided_at"]) if row["decided_at"] else None,
        decided_by=UUID(row["decided_by"]) if row["decided_by"] else None,
        ground=row["ground"],
        reason=row["reason"],
        explanation=box(row["explanation"]),
        documents=documents(db, row["id"]),
        entered_by=UUID(row["entered_by"]) if row["entered_by"] else None,
    )


def documents(db: sqlite3.Connection, application: str) -> tuple[Document, ...]:
    rows = db.execute(
        "SELECT * FROM application_documents WHERE application = ? ORDER BY due, document", (application,)
    )
    return tuple(
        Document(row["document"], date.fromisoformat(row["due"]), day(row["received"])) for row in rows
    )


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
