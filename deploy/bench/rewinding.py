"""How long rewinding a long case takes: ``python -m deploy.bench.rewinding [FACTS]``, from a demo in CASA_DATA.

The facts of its first case are told again under other ids until there are so many; what is not measured is the
page itself and the way over the message server.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from deploy.evidence.place import data_folder
from events.envelope import Recorded
from frontend.pages import projections
from frontend.pages.file.queries import Case, case_of
from frontend.pages.rewind.cut import Axis
from frontend.pages.rewind.reel import Reel
from frontend.pages.rewind.tape import tape
from services.history.archive import Archive
from services.history.asking import ACTS, answered
from services.history.cases import cases
from services.history.reading import Reading
from services.kernel.arrival import Arrival

BATCH = 500


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    data = data_folder()
    with tempfile.TemporaryDirectory() as folder:
        filled(Path(folder) / "history.sqlite", data / "history.sqlite", count)
        with closing(read_model(data)) as db:
            asyncio.run(measured(Reading(Path(folder) / "history.sqlite"), db))


def filled(path: Path, source: Path, count: int) -> None:
    """The whole record once, and the case's own facts again and again behind it."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as db:
        every = [
            Recorded.model_validate_json(row[0])
            for row in db.execute("SELECT data FROM records ORDER BY arrival")
        ]
        case = UUID(cases(db)[0].id)
    archive, own = Archive(path), [it for it in every if it.dossier == case]
    for context in sorted({it.context for it in every}):
        mine = [it for it in every if it.context == context]
        mine += [it for it in again(own, count - len(own)) if it.context == context]
        arrivals = [Arrival(context, "one", n, n, "today", it.to_bytes()) for n, it in enumerate(mine, 1)]
        for n in range(0, len(arrivals), BATCH):
            archive.take(arrivals[n : n + BATCH])
    archive.close()


def again(own: list[Recorded], count: int) -> Iterator[Recorded]:
    for n in range(count):
        turn, it = divmod(n, len(own))[0], own[n % len(own)]
        names = {name: uuid5(getattr(it, name), str(turn)) for name in ("event_id", "stream", "command_id")}
        yield it.model_copy(update=names)


def read_model(data: Path) -> sqlite3.Connection:
    db = sqlite3.connect(data / "read" / (data / "read" / "current").read_text())
    db.row_factory = sqlite3.Row
    return db


async def measured(reading: Reading, db: sqlite3.Connection) -> None:
    case = first_case(db)
    begun = now()
    found = await tape(Direct(reading), db, case)  # type: ignore[arg-type]
    said("read from history", begun, len(found.entries))
    reel, shapes = Reel(found, time.monotonic()), projections()
    own = len(reel.line(Axis.RECORDED).facts)
    for what, axis, where in (
        ("rewind to the middle", Axis.RECORDED, own // 2),
        ("ten facts on", Axis.RECORDED, own // 2 + 10),
        ("the other axis, to the end", Axis.HAPPENED, None),
    ):
        begun = now()
        _, made = reel.wind(axis, where, shapes)
        said(what, begun, len(made.taken))


def first_case(db: sqlite3.Connection) -> Case:
    row = db.execute("SELECT id FROM file_cases WHERE home IS NOT NULL ORDER BY recorded_at").fetchone()
    found = case_of(db, UUID(row["id"]))
    assert found
    return found


def now() -> tuple[float, float]:
    """By the clock, and of the processor: other work on the machine slows only the first."""
    return time.perf_counter(), time.process_time()


def said(what: str, begun: tuple[float, float], facts: int) -> None:
    clock, processor = (after - before for after, before in zip(now(), begun, strict=True))
    sys.stdout.write(f"{what}: {clock:.2f} s ({processor:.2f} s of processor), {facts:,} facts\n")


class Direct:
    """History without a message server between: what it is asked, it answers."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self.client, self.is_connected = reading, self, True

    async def request(self, subject: str, body: bytes, **_: Any) -> Any:
        return SimpleNamespace(data=answered(self._reading, ACTS[subject.rpartition(".")[2]], body))


if __name__ == "__main__":
    main()
