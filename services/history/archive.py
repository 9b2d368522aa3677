"""The system of record: takes what arrives, once, in arrival order, each dossier chained; one writer."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from events.envelope import Recorded
from services.history.chain import link, start
from services.history.checkpoints import Checkpoints
from services.history.growing import grow
from services.history.judging import CONFLICT, judged
from services.history.tables import ADD, CURSOR, HEAD, PARK, SCHEMA
from services.kernel.arrival import Arrival, Cursor, advanced
from services.kernel.database import opened

Head = tuple[int, bytes]
Entry = tuple[Arrival, Recorded]


class Archive:
    """For one thread. Every batch is one transaction: records, chain heads, trees, what was parked, the cursor.

    ``apart`` ends the names of its trees, so that a partnership may have another one elsewhere.
    """

    def __init__(self, path: Path, apart: str = "") -> None:
        self._of = apart
        self._db = opened(path, SCHEMA)
        self.checkpoints = Checkpoints(self._db)
        with self._transaction():
            grow(self._db)

    def cursor(self, context: str) -> Cursor | None:
        query = "SELECT epoch, position, sequence, created FROM cursors WHERE context = ?"
        row = self._db.execute(query, (context,)).fetchone()
        return Cursor(*row) if row else None

    def take(self, batch: Sequence[Arrival]) -> None:
        """``batch`` comes from one context; taking any of it again changes nothing."""
        found = [(arrival, judged(arrival)) for arrival in batch]
        with self._transaction():
            self._add([(arrival, record) for arrival, record in found if isinstance(record, Recorded)])
            for arrival, reason in found:
                if isinstance(reason, str):
                    self._park(arrival, reason)
            grow(self._db)
            self._move(batch)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            yield

    def _add(self, entries: Sequence[Entry]) -> None:
        kept = self._kept([record.event_id for _, record in entries])
        new: list[Entry] = []
        for arrival, record in entries:
            if record.event_id not in kept:
                kept[record.event_id] = arrival.data
                new.append((arrival, record))
            elif kept[record.event_id] != arrival.data:
                self._park(arrival, CONFLICT)
        self._chain(new)

    def _kept(self, ids: Collection[UUID]) -> dict[UUID, bytes]:
        query = f"SELECT event_id, data FROM records WHERE event_id IN ({marks(ids)})"
        rows = self._db.execute(query, [one.bytes for one in ids])
        return {UUID(bytes=one): data for one, data in rows}

    def _chain(self, entries: Sequence[Entry]) -> None:
        heads = self._heads({record.dossier for _, record in entries})
        rows = []
        for number, (arrival, record) in enumerate(entries, self.last + 1):
            n, before = heads.get(record.dossier) or (0, start(record.dossier))
            heads[record.dossier] = head = (n + 1, link(before, arrival.data))
            rows.append(row(number, arrival, record, head, f"{record.partnership}{self._of}"))
        self._db.executemany(ADD, rows)
        self._db.executemany(HEAD, [(dossier.bytes, *head) for dossier, head in heads.items()])

    def _heads(self, dossiers: Collection[UUID]) -> dict[UUID, Head]:
        query = f"SELECT dossier, n, link FROM heads WHERE dossier IN ({marks(dossiers)})"
        rows = self._db.execute(query, [one.bytes for one in dossiers])
        return {UUID(bytes=dossier): (n, end) for dossier, n, end in rows}

    def _park(self, arrival: Arrival, reason: str) -> None:
        place = (arrival.context, arrival.epoch, arrival.position, arrival.sequence)
        digest = sha256(arrival.data).digest()
        self._db.execute(PARK, (*place, reason, datetime.now(UTC).isoformat(), digest, arrival.data))

    def _move(self, batch: Sequence[Arrival]) -> None:
        context = batch[0].context
        now = advanced(self.cursor(context), batch)
        assert now is not None
        self._db.execute(CURSOR, (context, now.epoch, now.position, now.sequence, now.created))

    @property
    def last(self) -> int:
        """The arrival number of the newest record; 0 when there is none."""
        number: int = self._db.execute("SELECT coalesce(max(arrival), 0) FROM records").fetchone()[0]
        return number

    def parked(self) -> dict[str, int]:
        """How many messages were kept aside, by reason."""
        return dict(self._db.execute("SELECT reason, count(*) FROM parked GROUP BY reason").fetchall())

    def close(self) -> None:
        self._db.close()


def row(number: int, arrival: Arrival, record: Recorded, head: Head, log: str) -> tuple[object, ...]:
    n, end = head
    return (
        number,
        record.event_id.bytes,
        log,
        record.context,
        arrival.epoch,
        arrival.position,
        record.dossier.bytes,
        n,
        record.topic,
        record.recorded_at.isoformat(),
        arrival.data,
        end,
    )


def marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
