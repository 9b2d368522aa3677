"""A pact as pages show it: its home, its versions, what is still missing before one of them holds."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import TypeAdapter

from events.pacts.clauses import AnyClause
from events.pacts.content import Party
from frontend.kept import Kept
from frontend.projecting import box

CLAUSES: TypeAdapter[tuple[AnyClause, ...]] = TypeAdapter(tuple[AnyClause, ...])
PARTIES: TypeAdapter[tuple[Party, ...]] = TypeAdapter(tuple[Party, ...])


@dataclass(frozen=True)
class OwnRule:
    words: Kept
    salt: Kept
    commitment: str


@dataclass(frozen=True)
class Signature:
    party: UUID
    day: date
    method: str
    late: bool


@dataclass(frozen=True)
class Version:
    """``in_force``: from which day it holds; None while signatures are missing, or because they never came."""

    home: UUID
    number: int
    hash: str
    clauses: tuple[AnyClause, ...]
    parties: tuple[Party, ...]
    starts: date
    day: date
    actor: UUID
    own_rules: tuple[OwnRule, ...]
    in_force: date | None
    trial_notice_days: int
    notice_days: int
    signatures: tuple[Signature, ...]
    told_back: frozenset[UUID]

    def party(self, it: UUID) -> Party | None:
        return next((party for party in self.parties if party.id == it), None)

    def signature(self, it: UUID) -> Signature | None:
        return next((one for one in self.signatures if one.party == it), None)

    @property
    def unsigned(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if not self.signature(party.id))

    def to_be_told(self, party: Party) -> bool:
        """Whoever reads the easy version tells it back before signing."""
        return party.easy and party.id not in self.told_back


@dataclass(frozen=True)
class Notice:
    party: UUID
    kind: str
    day: date
    ends: date


@dataclass(frozen=True)
class Pact:
    """``place`` is the home's public name. ``versions`` oldest first."""

    home: UUID
    place: str
    owner: UUID | None
    expected: tuple[UUID, ...]
    since: date | None
    trial_since: date | None
    trial_until: date | None
    active_since: date | None
    ended: date | None
    versions: tuple[Version, ...]
    notices: tuple[Notice, ...]

    @property
    def latest(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def waiting(self) -> Version | None:
        """The version that asks for signatures."""
        return self.latest if self.latest and not self.latest.in_force and not self.ended else None

    def holding(self, day: date) -> Version | None:
        """The version in force that day."""
        if self.ended and day >= self.ended:
            return None
        return next((it for it in reversed(self.versions) if it.in_force and it.in_force <= day), None)

    def before(self, it: Version) -> Version | None:
        """The last version that came into force before this one was asked for."""
        return next((one for one in reversed(self.versions) if one.in_force and one.number < it.number), None)

    def version(self, number: int) -> Version | None:
        return next((it for it in self.versions if it.number == number), None)

    def notice(self, party: UUID) -> Notice | None:
        return next((it for it in self.notices if it.party == party), None)

    def in_trial(self, day: date) -> bool:
        if self.trial_since is None or self.trial_until is None:
            return False
        return self.trial_since <= day < min(self.trial_until, self.active_since or self.trial_until)


def pact(db: sqlite3.Connection, home: UUID) -> Pact | None:
    """None for a cohabitation nobody has formed."""
    row = db.execute(
        "SELECT pact_homes.*, name, owner FROM pact_homes LEFT JOIN pact_names ON pact_names.id = place"
        " WHERE pact_homes.id = ?",
        (home,),
    ).fetchone()
    if row is None or row["since"] is None:
        return None
    days = ("since", "trial_since", "trial_until", "active_since", "ended")
    return Pact(
        home=home, place=row["name"] or "", owner=UUID(row["owner"]) if row["owner"] else None,
        expected=tuple(UUID(person) for person in json.loads(row["expected"])),
        versions=versions(db, home), notices=notices(db, home), **{name: day(row[name]) for name in days},
    )  # fmt: skip


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def versions(db: sqlite3.Connection, home: UUID) -> tuple[Version, ...]:
    rows = db.execute("SELECT * FROM pact_versions WHERE home = ? ORDER BY version", (home,))
    return tuple(version(db, row) for row in rows.fetchall())


def version(db: sqlite3.Connection, row: sqlite3.Row) -> Version:
    return Version(
        home=UUID(row["home"]), number=row["version"], hash=row["hash"],
        clauses=CLAUSES.validate_json(row["clauses"]), parties=PARTIES.validate_json(row["parties"]),
        starts=date.fromisoformat(row["starts"]), day=date.fromisoformat(row["day"]), actor=UUID(row["actor"]),
        own_rules=tuple(
            OwnRule(box(it["words"]), box(it["salt"]), it["commitment"]) for it in json.loads(row["own_rules"])
        ),
        in_force=day(row["in_force"]), trial_notice_days=row["trial_notice_days"] or 0,
        notice_days=row["notice_days"] or 0, signatures=signatures(db, row), told_back=told_back(db, row),
    )  # fmt: skip


def signatures(db: sqlite3.Connection, of: sqlite3.Row) -> tuple[Signature, ...]:
    rows = db.execute(
        "SELECT * FROM pact_signatures WHERE home = ? AND version = ? ORDER BY day, party",
        (of["home"], of["version"]),
    )
    return tuple(
        Signature(UUID(row["party"]), date.fromisoformat(row["day"]), row["method"], bool(row["late"]))
        for row in rows
    )


def told_back(db: sqlite3.Connection, of: sqlite3.Row) -> frozenset[UUID]:
    rows = db.execute(
        "SELECT person FROM pact_explained WHERE home = ? AND version = ? AND teach_back",
        (of["home"], of["version"]),
    )
    return frozenset(UUID(row["person"]) for row in rows)


def notices(db: sqlite3.Connection, home: UUID) -> tuple[Notice, ...]:
    rows = db.execute("SELECT * FROM pact_notices WHERE home = ? ORDER BY day, party", (home,))
    return tuple(
        Notice(
            UUID(row["party"]), row["kind"], date.fromisoformat(row["day"]), date.fromisoformat(row["ends"])
        )
        for row in rows
    )


def organisations(db: sqlite3.Connection) -> dict[UUID, str]:
    """Public names of the partners."""
    rows = db.execute("SELECT id, name FROM pact_names WHERE kind = 'organisation' ORDER BY name")
    return {UUID(row["id"]): row["name"] for row in rows}
