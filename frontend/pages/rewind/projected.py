"""The read model of a moment: the same tables and the same functions, in memory, from history's records."""

import sqlite3
from collections.abc import Collection, Sequence

from pydantic import ValidationError

from events.message import Unknown
from frontend.pages.rewind.tape import Entry
from frontend.projecting import Projection
from frontend.tables import create, index, writing


class Projected:
    """``db`` holds what ``taken`` (arrival numbers) says; ``left_out`` of them could not be applied."""

    def __init__(self, projections: Sequence[Projection]) -> None:
        self._projections = projections
        self.db = writing(":memory:", building=True)
        create(self.db, projections)
        index(self.db, projections)
        self.taken: set[int] = set()
        self.left_out = 0

    def reaches(self, wanted: Collection[int]) -> bool:
        """Whether going forward is enough: nothing must be taken back, or put before what came later."""
        new = [it for it in wanted if it not in self.taken]
        newest = max(self.taken, default=0)
        return len(wanted) - len(new) == len(self.taken) and all(it > newest for it in new)

    def take(self, entries: Sequence[Entry]) -> None:
        """In the order of arrival; those already there are passed over."""
        self.db.execute("PRAGMA query_only = 0")
        self.db.execute("BEGIN")
        for entry in entries:
            if entry.arrival not in self.taken:
                self.taken.add(entry.arrival)
                self._apply(entry)
        self.db.execute("COMMIT")
        self.db.execute("PRAGMA query_only = 1")

    def _apply(self, entry: Entry) -> None:
        it = entry.recorded
        self.db.execute("SAVEPOINT record")
        try:
            fact = it.revived()
            self.db.execute(
                "REPLACE INTO streams VALUES (?, ?, ?, ?)",
                (it.stream, it.dossier, it.stream_version, it.context),
            )
            for projection in self._projections:
                projection.apply(self.db, fact, it)
        except (Unknown, ValidationError, LookupError, TypeError, ValueError, sqlite3.Error):
            self.db.execute("ROLLBACK TO record")
            self.left_out += 1
        self.db.execute("RELEASE record")
