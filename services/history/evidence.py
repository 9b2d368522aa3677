"""The evidence pack of a case or a funding line: its records as they are kept, every proof of them, and its checker."""

import json
import sqlite3
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from events.sealed import Box
from services.history.boxes import boxes
from services.history.cases import Case
from services.history.checkpoints import Checkpoints, Kept
from services.history.funded import Funded
from services.history.growing import nodes
from services.history.merkle import inclusion
from services.history.report import Tell, report
from services.history.signing import Signer, origin
from services.history.verifica.amounts import in_words
from services.history.verifica.checking import FORMAT
from services.history.verifica.container import packed
from services.history.verifica.notes import PLAIN
from services.history.verifica.one_file import one_file

Opener = Callable[[Box], bytes | None]
"""A closed box → salt‖value, or None where its key is gone."""

Subject = Case | Funded

SALT = 16
MOST = 1000
ROWS = """
SELECT r.arrival, l.position, r.dossier, r.n, r.link, CAST(r.data AS BLOB)
FROM records r JOIN leaves l ON l.arrival = r.arrival
WHERE r.dossier IN ({}) AND l.log = ? AND l.position < ? ORDER BY r.arrival
"""
README = """\
Fascicolo di prova di Casa Facendo.
Per controllarlo, senza rete: python verifica.py QUESTO_FILE.zip
Prendi verifica.py da una fonte di cui ti fidi, non da qui. Il resto è in report.html.
"""


class NothingSigned(LookupError):
    """No checkpoint covers any of it yet: the first comes within a minute, or when the house stops."""


@dataclass(frozen=True)
class Entry:
    arrival: int
    position: int
    dossier: str
    n: int
    link: bytes
    data: bytes
    record: dict[str, Any]


@dataclass(frozen=True)
class Order:
    """What is wanted: of a case or a line, and the categories whose values are shown in clear."""

    case: Subject
    scope: Collection[str]
    opener: Opener
    made_at: str
    tell: Tell = lambda record: str(record["topic"])


def pack(db: sqlite3.Connection, order: Order, key: Ed25519PrivateKey) -> bytes:
    """Up to the newest checkpoint, in one look at the record. Raises NothingSigned."""
    db.execute("BEGIN")
    try:
        known = chosen(Checkpoints(db).of(order.case.log))
        entries = list(kept(db, order.case, known[-1].size)) if known else []
        if not entries:
            raise NothingSigned(order.case.code)
        return assembled(db, order, key, entries, known)
    finally:
        db.execute("ROLLBACK")


def chosen(known: list[Kept]) -> list[Kept]:
    """All of them, or of very many an even part with the first and the newest."""
    step = -(-len(known) // MOST) or 1
    return [*known[:-1:step], *known[-1:]]


def kept(db: sqlite3.Connection, case: Subject, size: int) -> Iterator[Entry]:
    wanted = [UUID(it).bytes for it in case.dossiers]
    query = ROWS.format(", ".join("?" * len(wanted)))
    for arrival, position, dossier, n, link, data in db.execute(query, (*wanted, case.log, size)):
        yield Entry(arrival, position, str(UUID(bytes=dossier)), n, link, data, json.loads(data))


def assembled(
    db: sqlite3.Connection, order: Order, key: Ed25519PrivateKey, entries: list[Entry], known: list[Kept]
) -> bytes:
    mine = [entry for entry in entries if order.case.owns(entry.record)]
    others = [entry for entry in entries if not order.case.owns(entry.record)]
    numbers = order.case.figures([entry.record for entry in mine])
    said = in_words(order.case.told(), numbers)
    values = [value for entry in mine for value in opened(entry, order)]
    files = {
        "LEGGIMI.txt": README.encode(),
        "report.html": report(order.case, order.made_at, said, told(mine, order), known[-1]).encode(),
        "verifica.py": one_file(),
        "keys.json": encoded({"log": known[-1].vkey, "witnesses": Checkpoints(db).witnesses(order.case.log)}),
        "checkpoints.jsonl": listed(signed_heads(db, order.case.log, known)),
        "records.jsonl": listed(proven(db, order.case.log, mine, known[-1].size)),
        "omitted.jsonl": listed(omitted(entry) for entry in others),
        "opened.jsonl": listed(values),
    }
    manifest = encoded(contents(order, entries, len(mine), numbers, files))
    return packed(
        {"manifest.json": manifest, "manifest.sig": attested(order.case.log, manifest, key), **files}
    )


def told(entries: list[Entry], order: Order) -> list[tuple[dict[str, Any], str]]:
    return [(entry.record, order.tell(entry.record)) for entry in entries]


def opened(entry: Entry, order: Order) -> Iterator[dict[str, str]]:
    for path, box in boxes(entry.record):
        inside = order.opener(box) if box.category in order.scope else None
        if inside is not None:
            yield {
                "event_id": entry.record["event_id"], "path": path, "category": box.category.value,
                "salt": text(inside[:SALT]), "value": text(inside[SALT:]),
            }  # fmt: skip


def signed_heads(db: sqlite3.Connection, log: str, known: list[Kept]) -> Iterator[dict[str, str]]:
    before = 0
    for head in known:
        proof = Checkpoints(db).consistency(log, before, head.size)
        yield {"note": head.whole, "consistency": text(b"".join(proof))}
        before = head.size


def proven(db: sqlite3.Connection, log: str, entries: list[Entry], size: int) -> Iterator[dict[str, Any]]:
    tree = nodes(db, log)
    for entry in entries:
        yield {
            "arrival": entry.arrival, "index": entry.position, "dossier": entry.dossier, "n": entry.n,
            "link": text(entry.link), "data": text(entry.data),
            "proof": text(b"".join(inclusion(entry.position, size, tree))),
        }  # fmt: skip


def omitted(entry: Entry) -> dict[str, Any]:
    """A record of the home that belongs to others: its digest keeps the chain whole, and tells nothing."""
    return {"dossier": entry.dossier, "n": entry.n, "digest": text(sha256(entry.data).digest())}


def contents(
    order: Order, entries: list[Entry], count: int, numbers: dict[str, int], files: dict[str, bytes]
) -> dict[str, Any]:
    ends = {entry.dossier: (entry.n, entry.link) for entry in entries}
    return {
        "format": FORMAT,
        "case": order.case.code,
        **order.case.told(),
        "origin": origin(order.case.log),
        "made_at": order.made_at,
        "scope": sorted(order.scope),
        "records": count,
        "dossiers": [{"dossier": it, "count": n, "head": text(link)} for it, (n, link) in ends.items()],
        "figures": numbers,
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }


def attested(log: str, manifest: bytes, key: Ed25519PrivateKey) -> bytes:
    """The house signs the list: whoever has a pack can prove that it was given just so."""
    body = f"{FORMAT}\n{sha256(manifest).hexdigest()}\n"
    return Signer(origin(log), PLAIN, key).note(body).encode()


def listed(rows: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(encoded(row) for row in rows)


def encoded(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def text(value: bytes) -> str:
    return b64encode(value).decode()
