"""Rows that follow from one's own facts, written with them: who stands where, and what falls due."""

from collections.abc import Iterable
from datetime import UTC

from events.envelope import Recorded
from events.standing import Standing
from services.kernel import tables
from services.kernel.deciding import Due, Dues
from services.kernel.rights import Rights
from services.kernel.sitting import Decided
from services.kernel.store import Statement, Store


class Consequences:
    def __init__(self, store: Store, rights: Rights, dues: Dues | None) -> None:
        self.store = store
        self.rights = rights
        self.dues = dues

    def of(self, new: list[Decided]) -> Iterable[Statement]:
        for record, fact in new:
            yield from self.standing(fact.standings())
            for due in self.dues(fact, record) if self.dues else ():
                yield self.due(due, record)

    def standing(self, standings: Iterable[Standing]) -> list[Statement]:
        return [statement for it in standings for statement in self.rights.take(it)]

    def due(self, due: Due, record: Recorded) -> Statement:
        if due.at is None or due.command is None:
            return self.store.statement(tables.NOT_DUE, kind=due.kind, stream=str(due.stream))
        return self.store.statement(
            tables.DUE,
            kind=due.kind,
            stream=str(due.stream),
            at=due.at.astimezone(UTC).isoformat(),
            topic=due.command.TOPIC,
            version=due.command.VERSION,
            body=due.command.model_dump_json(),
            cause=record.to_bytes().decode(),
        )
