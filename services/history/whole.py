"""Checking the whole record: every dossier's chain, every tree from its bytes, every signed head against its tree."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.history.checkpoints import Checkpoints, Kept
from services.history.growing import logs
from services.history.merkle import Frontier
from services.history.reading import Reading
from services.history.verifica.notes import signed, tree_head
from services.history.verifying import verify

BYTES = """
SELECT l.position, CAST(r.data AS BLOB) FROM leaves l LEFT JOIN records r ON r.arrival = l.arrival
WHERE l.log = ? ORDER BY l.position
"""

# Of one stream, by the context that said it: a store put back from a backup may have gone on in another way.
DOUBLED = """
SELECT stream, version, count(*) AS times FROM (
  SELECT json_extract(said, '$.topic') AS topic, json_extract(said, '$.stream') AS stream,
         json_extract(said, '$.stream_version') AS version
  FROM (SELECT CAST(data AS TEXT) AS said FROM records) WHERE json_valid(said))
GROUP BY substr(topic, 1, instr(topic, '.')), stream, version HAVING times > 1 ORDER BY stream, version
"""


@dataclass(frozen=True)
class Checked:
    """``faults`` in words, worst first; none when the record is whole."""

    records: int
    dossiers: int
    checkpoints: int
    witnessed: int
    faults: tuple[str, ...]


def check(path: Path) -> Checked:
    """Raises sqlite3.Error when the file cannot be read at all."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=10)
    reading = Reading(path)
    try:
        dossiers = [UUID(bytes=row[0]) for row in db.execute("SELECT dossier FROM heads ORDER BY dossier")]
        heads = [head for log in logs(db) for head in Checkpoints(db).of(log)]
        records = db.execute("SELECT count(*) FROM records").fetchone()[0]
        faults = (
            *broken_chains(reading, dossiers),
            *unrooted(db, records),
            *broken_heads(db, heads),
            *doubled(db),
        )
        witnessed = max((head.size for head in heads if head.cosignatures), default=0)
        return Checked(records, len(dossiers), len(heads), witnessed, faults)
    finally:
        reading.close()
        db.close()


def broken_chains(reading: Reading, dossiers: list[UUID]) -> Iterator[str]:
    for dossier in dossiers:
        verdict = verify(reading, dossier)
        if not verdict.ok:
            yield f"dossier {dossier}, record {verdict.broken}: {verdict.reason}"


def unrooted(db: sqlite3.Connection, records: int) -> Iterator[str]:
    leaves = db.execute("SELECT count(*) FROM leaves").fetchone()[0]
    if leaves != records:
        yield f"{records} records, {leaves} leaves of the trees"


def broken_heads(db: sqlite3.Connection, heads: list[Kept]) -> Iterator[str]:
    for log in logs(db):
        mine = [head for head in heads if head.log == log]
        roots = rebuilt(db, log, {head.size for head in mine})
        for head in mine:
            fault = doubted(head, roots, Checkpoints(db).witnesses(log))
            if fault:
                yield f"{log}, checkpoint of {head.size} records: {fault}"


def doubled(db: sqlite3.Connection) -> Iterator[str]:
    for stream, version, times in db.execute(DOUBLED):
        yield f"stream {stream}: {times} records say they are its version {version}"


def rebuilt(db: sqlite3.Connection, log: str, sizes: set[int]) -> dict[int, bytes]:
    """The roots after so many records, from their bytes alone."""
    tree, found = Frontier(), dict[int, bytes]()
    for position, data in db.execute(BYTES, (log,)):
        if position != tree.size or data is None:
            break
        for _ in tree.add(data):
            pass
        if tree.size in sizes:
            found[tree.size] = tree.root
    return found


def doubted(head: Kept, roots: dict[int, bytes], witnesses: list[str]) -> str | None:
    try:
        return fault_of(head, roots, witnesses)
    except ValueError:
        return "it is no signed head any more"


def fault_of(head: Kept, roots: dict[int, bytes], witnesses: list[str]) -> str | None:
    _, size, root = tree_head(head.note)
    if roots.get(size) != root:
        return "the records are not those it was signed for"
    if not signed(head.note, head.vkey):
        return "not signed by the log"
    good = sum(signed(head.whole, witness) for witness in witnesses)
    return None if good == len(head.cosignatures) else "a witness's signature does not hold"
