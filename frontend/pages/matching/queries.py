"""Who waits, which pairs were looked at, and where each proposal stands."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Candidate:
    """``edition`` 0: has not said yet how they live."""

    person: UUID
    call: UUID | None
    waiting: bool
    since: date | None
    edition: int
    profile: Kept | None
    reason: str | None


@dataclass(frozen=True)
class Pair:
    one: UUID
    other: UUID
    for_one: Kept
    for_other: Kept
    vetoed_by: tuple[UUID, ...]


@dataclass(frozen=True)
class Round:
    """``considered``: which edition of each profile was looked at."""

    id: UUID
    call: UUID
    rule_version: str
    at: datetime
    actor: UUID
    considered: dict[UUID, int]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Party:
    person: UUID
    explanation: Kept
    answer: str | None
    reason: Kept | None


@dataclass(frozen=True)
class Proposal:
    id: UUID
    home: UUID
    round: UUID
    made_on: date
    since: date
    until: date | None
    parties: tuple[Party, ...]
    overrides: tuple[Kept | None, ...]
    met_on: date | None
    disclosed: bool
    decided_at: datetime | None
    decided_by: UUID | None
    decision: Kept | None
    cohabitation: UUID | None
    dropped_on: date | None
    drop_reason: str | None

    @property
    def open(self) -> bool:
        return self.decided_at is None and self.dropped_on is None

    @property
    def answered(self) -> bool:
        """Both said something."""
        return all(it.answer for it in self.parties)

    @property
    def agreed(self) -> bool:
        return all(it.answer == "yes" for it in self.parties)

    @property
    def declined(self) -> bool:
        return any(it.answer == "no" for it in self.parties)

    @property
    def ready(self) -> bool:
        """Nothing is missing but the decision."""
        return self.open and self.agreed and self.met_on is not None

    def party(self, entries: Collection[UUID]) -> Party | None:
        """The reader's own side, under whichever id they were entered with."""
        return next((it for it in self.parties if it.person in entries), None)

    def other(self, mine: Party) -> Party:
        return next(it for it in self.parties if it is not mine)


def waiting(db: sqlite3.Connection) -> tuple[Candidate, ...]:
    """The longest wait first."""
    rows = db.execute("SELECT * FROM matching_candidates WHERE waiting ORDER BY since, person")
    return tuple(candidate_from(row) for row in rows)


def candidate(db: sqlite3.Connection, person: UUID) -> Candidate | None:
    row = db.execute("SELECT * FROM matching_candidates WHERE person = ?", (person,)).fetchone()
    return candidate_from(row) if row else None


def candidate_from(row: sqlite3.Row) -> Candidate:
    return Candidate(
        person=UUID(row["person"]),
        call=UUID(row["call"]) if row["call"] else None,
        waiting=bool(row["waiting"]),
        since=day(row["since"]),
        edition=row["edition"],
        profile=box(row["profile"]),
        reason=row["reason"],
    )


def latest_round(db: sqlite3.Connection) -> Round | None:
    row = db.execute("SELECT * FROM matching_rounds ORDER BY at DESC, id LIMIT 1").fetchone()
    return round_from(db, row) if row else None


def round_of(db: sqlite3.Connection, it: UUID) -> Round | None:
    row = db.execute("SELECT * FROM matching_rounds WHERE id = ?", (it,)).fetchone()
    return round_from(db, row) if row else None


def round_from(db: sqlite3.Connection, row: sqlite3.Row) -> Round:
    pairs = db.execute("SELECT * FROM matching_pairs WHERE round = ? ORDER BY n", (row["id"],))
    return Round(
        id=UUID(row["id"]),
        call=UUID(row["call"]),
        rule_version=row["rule_version"],
        at=datetime.fromisoformat(row["at"]),
        actor=UUID(row["actor"]),
        considered={UUID(person): edition for person, edition in json.loads(row["considered"]).items()},
        pairs=tuple(pair_from(it) for it in pairs),
    )


def pair_from(row: sqlite3.Row) -> Pair:
    return Pair(
        UUID(row["one"]), UUID(row["other"]), box(row["for_one"]), box(row["for_other"]),
        tuple(map(UUID, row["vetoed_by"].split())),
    )  # fmt: skip


def outdated(it: Round, candidates: Collection[Candidate]) -> bool:
    """Whether someone waiting was not looked at, or says something else of themselves by now."""
    return any(it.considered.get(each.person) != each.edition for each in candidates)


def proposals(db: sqlite3.Connection) -> tuple[Proposal, ...]:
    """Newest first."""
    rows = db.execute("SELECT * FROM matching_proposals ORDER BY made_on DESC, id").fetchall()
    return tuple(proposal_from(db, row) for row in rows)


def proposal_of(db: sqlite3.Connection, it: UUID) -> Proposal | None:
    row = db.execute("SELECT * FROM matching_proposals WHERE id = ?", (it,)).fetchone()
    return proposal_from(db, row) if row else None


def of_person(db: sqlite3.Connection, entries: Collection[UUID]) -> tuple[Proposal, ...]:
    return tuple(it for it in proposals(db) if it.party(entries))


def open_proposals(db: sqlite3.Connection, entries: Collection[UUID]) -> tuple[Proposal, ...]:
    return tuple(it for it in of_person(db, entries) if it.open)


def proposal_from(db: sqlite3.Connection, row: sqlite3.Row) -> Proposal:
    return Proposal(
        id=UUID(row["id"]),
        home=UUID(row["home"]),
        round=UUID(row["round"]),
        made_on=date.fromisoformat(row["made_on"]),
        since=date.fromisoformat(row["since"]),
        until=day(row["until"]),
        parties=parties(db, row["id"]),
        overrides=tuple(box(text) for text in json.loads(row["overrides"])),
        met_on=day(row["met_on"]),
        disclosed=bool(row["disclosed"]),
        decided_at=datetime.fromisoformat(row["decided_at"]) if row["decided_at"] else None,
        decided_by=UUID(row["decided_by"]) if row["decided_by"] else None,
        decision=box(row["decision"]),
        cohabitation=UUID(row["cohabitation"]) if row["cohabitation"] else None,
        dropped_on=day(row["dropped_on"]),
        drop_reason=row["drop_reason"],
    )


def parties(db: sqlite3.Connection, proposal: str) -> tuple[Party, ...]:
    rows = db.execute("SELECT * FROM matching_parties WHERE proposal = ? ORDER BY n", (proposal,))
    return tuple(
        Party(UUID(row["person"]), box(row["explanation"]), row["answer"], box(row["reason"])) for row in rows
    )


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
