"""Facts told to the read model of some pages, their words really closed, and pages really opened for a reader."""

import random
import sqlite3
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from events.category import Category
from events.envelope import Recorded
from events.message import Fact
from events.network.appointment import AuditorAppointed
from events.network.identity import Identity
from events.network.member import Assigned, RoleGranted
from events.network.person import PersonRegistered
from events.role import Role
from events.sealed import Open, each_sealed, seal
from frontend import tables
from frontend.door import LENS, Door
from frontend.projecting import Projection
from frontend.reader import LATEST, Reader
from frontend.scope.decrees import projection as decrees
from frontend.scope.hands import projection as hands
from frontend.scope.persons import projection as persons
from frontend.scope.projection import projection as scope
from frontend.scope.queries import standings_of
from services.kernel.sealing import close
from tests.people import CAST_NAMESPACE, PARTNERSHIP, Person

KEY_ID, KEY = uuid5(CAST_NAMESPACE, "key"), bytes(range(32))
LONG_AGO, FAR_AWAY = date(2024, 1, 1), date(2099, 1, 1)


class OneKey:
    """Every box of these tests is closed with the same key."""

    async def for_opening(self, ids: Collection[UUID]) -> Mapping[UUID, bytes | None]:
        return {KEY_ID: KEY} if KEY_ID in ids else {}


class Telling:
    """What was told, in order; `db` has taken it all."""

    def __init__(self, *projections: Projection) -> None:
        self.projections = (scope, persons, hands, decrees, *projections)
        self.records: list[Recorded] = []
        self.db = self.taken([])

    def tell(
        self,
        stream: UUID,
        fact: Fact,
        at: datetime,
        actor: UUID,
        dossier: UUID | None = None,
        days_late: int = 0,
    ) -> Recorded:
        n = 1 + sum(it.stream == stream for it in self.records)
        event = uuid5(stream, str(n))
        body = each_sealed(fact, lambda path, it: closed(it, f"{event}/{path}")).model_dump(mode="json")
        recorded = Recorded(
            event_id=event, topic=fact.TOPIC, version=fact.VERSION, stream=stream, stream_version=n,
            partnership=PARTNERSHIP, dossier=dossier or stream, subjects=fact.about(), actor=actor, role="system",
            organisation=None, on_behalf_of=None, occurred_at=at, zone="Europe/Rome", received_at=at,
            recorded_at=at + timedelta(days=days_late), late=days_late > 0, command_id=event, caused_by=None, fact=body,
        )  # fmt: skip
        self.records.append(recorded)
        self.apply(self.db, recorded)
        return recorded

    def apply(self, db: sqlite3.Connection, recorded: Recorded) -> None:
        for projection in self.projections:
            projection.apply(db, recorded.revived(), recorded)

    def taken(self, records: list[Recorded]) -> sqlite3.Connection:
        """A read model that took these records."""
        db = tables.writing(":memory:")
        tables.create(db, self.projections)
        for record in records:
            self.apply(db, record)
        return db

    def shuffled(self, seed: int) -> list[Recorded]:
        """Another interleaving that keeps the order of each stream."""
        chance, left = random.Random(seed), {it.stream: [] for it in self.records}
        for it in self.records:
            left[it.stream].append(it)
        mixed = []
        while left:
            stream = chance.choice(sorted(left))
            mixed.append(left[stream].pop(0))
            left = {key: rest for key, rest in left.items() if rest}
        return mixed

    def known(self, *people: Person) -> None:
        for it in people:
            first, last = (seal(name, it.id, Category.IDENTITY) for name in (it.first_name, it.last_name))
            identity = Identity(
                first_name=first, last_name=last, birth_date=seal(it.born, it.id, Category.IDENTITY)
            )
            at = datetime(2025, 1, 1, tzinfo=UTC)
            self.tell(it.id, PersonRegistered(person=it.id, since=at.date(), identity=identity), at, it.id)

    def operator(self, it: Person, *homes: UUID) -> None:
        at = datetime(2025, 1, 1, tzinfo=UTC)
        stream = uuid5(it.id, "member")
        self.tell(stream, RoleGranted(person=it.id, role=Role.OPERATOR, since=LONG_AGO), at, it.id, it.id)
        for home in homes:
            self.tell(stream, Assigned(person=it.id, cohabitation=home, since=LONG_AGO), at, it.id, it.id)

    def auditor(self, it: Person, *cases: UUID) -> None:
        """Appointed over these cases; without one, over everything."""
        at, stream = datetime(2025, 1, 1, tzinfo=UTC), uuid5(it.id, "member")
        self.tell(stream, RoleGranted(person=it.id, role=Role.AUDITOR, since=LONG_AGO), at, it.id, it.id)
        appointed = AuditorAppointed(
            person=it.id, cases=cases, lines=(), period_from=LONG_AGO, period_to=FAR_AWAY, since=LONG_AGO,
            until=FAR_AWAY, act="DD 1/2024",
        )  # fmt: skip
        self.tell(uuid5(it.id, "appointment"), appointed, at, it.id)

    def reader(self, it: Person, role: Role, day: date, at: datetime = LATEST) -> Reader:
        found = standings_of(self.db, it.id, day)
        return Reader(it.id, role, PARTNERSHIP, "it", day, standings=found, db=self.db, at=at)

    async def printed(self, reader: Reader, *values: Any) -> list[str]:
        """Each value as a page made for this reader prints it."""
        lens = await Door(OneKey(), b"pseudonyms").lens(reader, {"values": values})
        token = LENS.set(lens)
        try:
            return [str(it) for it in values]
        finally:
            LENS.reset(token)


def closed(it: Any, place: str) -> Any:
    return close(it, place, KEY_ID, KEY) if isinstance(it, Open) else it


def rows(db: sqlite3.Connection, *projections: Projection) -> dict[str, list[tuple[Any, ...]]]:
    """All that these projections wrote, in an order of no meaning."""
    names = [it[0] for it in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    owned = [it for it in names if any(it.startswith(f"{each.name}_") for each in projections)]
    return {name: sorted(map(repr, map(tuple, db.execute(f"SELECT * FROM {name}")))) for name in owned}
