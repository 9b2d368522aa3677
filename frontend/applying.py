"""Applies a batch to the read model: rows and cursors in one transaction, a bad record parks its own dossier."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from events.envelope import Recorded
from events.message import Fact
from frontend.ahead import UNREADABLE, ahead, read
from frontend.concerned import Concerned
from frontend.gathering import Gathering
from frontend.parking import Parked
from frontend.projecting import Projection
from frontend.tables import EVERYTHING
from frontend.versions import Versions
from services.kernel.following import Arrival, Cursor, advanced

KEPT_CHANGES = 10_000
# The disk's fault, not the record's: the batch is offered again.
OUR_TROUBLE = (
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_NOMEM",
    "SQLITE_READONLY",
    "SQLITE_CORRUPT",
    "SQLITE_NOTADB",
)

Run = Callable[[Projection, Fact, Recorded], bool]


class Restored(Exception):
    """The store of a context has begun a new epoch: what this read model holds may never have happened."""


class Applying:
    """One writer on one connection; `anew` for a file that begins with what the streams hold now."""

    def __init__(self, db: sqlite3.Connection, projections: Sequence[Projection], anew: bool = False) -> None:
        self._db = db
        self._anew = anew
        self._projections = projections
        self._concerned = Concerned(projections)
        self._rows = Gathering(db)
        self._versions = Versions(db, lasting=anew)
        self.parked = Parked(db)
        self._undone = False

    def take(self, batch: Sequence[Arrival]) -> set[UUID]:
        """Dossiers that changed. Raises Restored, or sqlite3.OperationalError when the disk is in trouble."""
        before = self.cursor(batch[0].context)
        if before and not self._anew and any(it.position and it.epoch != before.epoch for it in batch):
            raise Restored(batch[0].context)
        try:
            return self._together(batch, before, self._straight)
        except Exception as error:
            self._undo()
            ours(error)
        try:
            return self._together(batch, before, self._carefully)
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        """Also what was noted in memory; the database itself may have taken all back already, as a full disk does."""
        self._versions.forget()
        self._rows.forget()
        self._undone = True
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def _begin(self) -> None:
        if self._undone:
            self.parked.know()
            self._undone = False
        self._db.execute("BEGIN IMMEDIATE")

    def cursor(self, context: str) -> Cursor | None:
        row = self._db.execute(
            "SELECT epoch, position, sequence, created FROM cursors WHERE context = ?", (context,)
        ).fetchone()
        return Cursor(*row) if row else None

    def _together(self, batch: Sequence[Arrival], before: Cursor | None, run: Run) -> set[UUID]:
        self._begin()
        fresh = before.beyond(batch) if before else batch
        if run == self._straight:
            # By number first: an id's own hash is Python, and most facts are of a dossier that is there already.
            changed = set({it.int: it for it in self._swiftly(fresh)}.values())
        else:
            changed = {dossier for it in fresh if (dossier := self._arrived(it, run))}
        self._rows.run()
        self._versions.write()
        self._move(batch[0].context, advanced(before, batch), changed)
        self._db.execute("COMMIT")
        return changed

    def _swiftly(self, fresh: Sequence[Arrival]) -> Iterator[UUID]:
        """What nearly every record comes to: one call for each function, and nothing asked in between."""
        for arrival, recorded, fact in ahead(fresh):
            if (
                recorded is not None
                and not self.parked.waits(recorded.dossier)
                and self._versions.next(recorded, arrival.context)
            ):
                for apply in self._concerned.functions(recorded.topic):
                    apply(self._rows, fact, recorded)
                yield recorded.dossier
            elif dossier := self._arrived(arrival, self._straight):
                yield dossier

    def _arrived(self, arrival: Arrival, run: Run) -> UUID | None:
        """The dossier it changes."""
        recorded = self._read(arrival)
        if recorded is None or not self._next(arrival, recorded):
            return None
        try:
            fact = recorded.revived_in(arrival.data)
        except UNREADABLE as error:
            self._park(EVERYTHING, recorded, error)
            return recorded.dossier
        for projection in self._told(recorded):
            self._apply(projection, fact, recorded, run)
        return recorded.dossier

    def _told(self, recorded: Recorded) -> Sequence[Projection]:
        """Those this kind of fact says something to; of a parked dossier all, so that each counts what it missed."""
        if self.parked.waits(recorded.dossier):
            return self._projections
        return self._concerned.projections(recorded.topic)

    def _read(self, arrival: Arrival) -> Recorded | None:
        try:
            recorded = read(arrival.data)
            reason = "" if arrival.position and recorded.context == arrival.context else "foreign"
        except ValidationError:
            reason = "not a record"
        if not reason:
            return recorded
        self._unreadable(arrival, reason)
        return None

    def _unreadable(self, arrival: Arrival, reason: str) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO unreadable VALUES (?, ?, ?, ?, ?)",
            (arrival.context, arrival.position, arrival.sequence, reason, arrival.data),
        )

    def _next(self, arrival: Arrival, recorded: Recorded) -> bool:
        """Whether this is the version the stream comes to next; one already taken is nothing new."""
        known, context = self._versions.of(recorded.stream)
        if context is not None and context != recorded.context:
            # Ids are made by clients: counted together, one's versions would hide the other's later facts.
            self._unreadable(arrival, "another's id")
            return False
        if recorded.stream_version <= known:
            return False
        if self.parked.has(EVERYTHING, recorded.dossier):
            self.parked.leave_out(EVERYTHING, recorded)
            return False
        if recorded.stream_version > known + 1:
            self._park(EVERYTHING, recorded, LookupError())
            return False
        self._versions.move(recorded)
        return True

    def _apply(self, projection: Projection, fact: Fact, recorded: Recorded, run: Run) -> None:
        if self.parked.has(projection.name, recorded.dossier):
            self.parked.leave_out(projection.name, recorded)
        else:
            run(projection, fact, recorded)

    def _straight(self, projection: Projection, fact: Fact, recorded: Recorded) -> bool:
        projection.apply(self._rows, fact, recorded)
        return True

    def _carefully(self, projection: Projection, fact: Fact, recorded: Recorded) -> bool:
        self._db.execute("SAVEPOINT record")
        try:
            projection.apply(self._db, fact, recorded)
            return True
        except Exception as error:
            ours(error)
            self._db.execute("ROLLBACK TO record")
            self._park(projection.name, recorded, error)
            return False
        finally:
            self._db.execute("RELEASE record")

    def _park(self, projection: str, recorded: Recorded, error: Exception) -> None:
        """The kind of error only: its text may quote what should stay private."""
        reason = "gap" if type(error) is LookupError else type(error).__name__
        self.parked.add(projection, recorded, f"{reason} {recorded.topic}")

    def again(
        self, projection: str, dossier: UUID, records: Sequence[Recorded], left_out: Collection[UUID]
    ) -> bool:
        """Applies what was left out of one dossier, all of it or nothing; whether it is parked no more."""
        self._begin()
        try:
            self.parked.forget(projection, dossier)
            for recorded in records:
                self._once_more(projection, recorded, left_out)
            self._rows.run()
            self._versions.write()
            self._db.execute("INSERT INTO changes (dossier) VALUES (?)", (dossier,))
            self._db.execute("COMMIT")
        except Exception as error:
            self._undo()
            ours(error)
            return False
        return True

    def _once_more(self, projection: str, recorded: Recorded, left_out: Collection[UUID]) -> None:
        run = self._straight
        if projection == EVERYTHING:
            known, _ = self._versions.of(recorded.stream)
            if recorded.stream_version > known + 1:
                raise LookupError(recorded.stream)
            if recorded.stream_version <= known and recorded.event_id not in left_out:
                return
            self._versions.move(recorded)
            run = self._carefully
        fact = recorded.revived()
        for it in self._told(recorded):
            if projection in (EVERYTHING, it.name):
                self._apply(it, fact, recorded, run)

    def _move(self, context: str, cursor: Cursor | None, changed: set[UUID]) -> None:
        assert cursor is not None
        self._db.execute(
            "REPLACE INTO cursors VALUES (?, ?, ?, ?, ?)",
            (context, cursor.epoch, cursor.position, cursor.sequence, cursor.created),
        )
        if self._anew:
            return  # whoever switches to the new file is told that everything has changed
        self._db.executemany("INSERT INTO changes (dossier) VALUES (?)", [(it,) for it in changed])
        self._db.execute("DELETE FROM changes WHERE n <= (SELECT max(n) FROM changes) - ?", (KEPT_CHANGES,))


def ours(error: Any) -> None:
    """Raises the error again when the disk is to blame."""
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "").startswith(OUR_TROUBLE):
        raise error
