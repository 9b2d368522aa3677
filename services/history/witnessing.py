"""What a witness does: signs the head of a log only while it adds to the head it signed last, and remembers it."""

import time
from pathlib import Path

from services.history.signing import Signer, public_key, vkey
from services.history.submission import Answer, Submission
from services.history.verifica.notes import PLAIN, signed, tree_head
from services.history.verifica.proofs import consistent
from services.kernel.database import opened

SCHEMA = """
CREATE TABLE IF NOT EXISTS logs (
    origin TEXT PRIMARY KEY, vkey TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refused (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, code INTEGER NOT NULL, body BLOB NOT NULL
);
"""
ORIGIN = "casa-facendo/"
CONFLICT, UNPROVEN = 409, 422


class Witness:
    """For one thread. ``trusted`` is the file with the log's public key; it is pinned at first sight."""

    def __init__(self, path: Path, signer: Signer, trusted: Path) -> None:
        self._db = opened(path, SCHEMA)
        self._signer, self._trusted = signer, trusted

    @property
    def vkey(self) -> str:
        return self._signer.vkey

    def answer(self, body: bytes) -> Answer:
        """Never raises for what was sent; a signed head that contradicts the last one is kept as evidence."""
        try:
            submission = Submission.decoded(body)
            answer = self._judged(submission, *tree_head(submission.note))
        except ValueError:
            return Answer(400)
        if answer.code == UNPROVEN or (answer.code == CONFLICT and not answer.text):
            values = (int(time.time()), answer.code, body)
            self._db.execute("INSERT INTO refused (at, code, body) VALUES (?, ?, ?)", values)
        return answer

    def _judged(self, submission: Submission, origin: str, size: int, root: bytes) -> Answer:
        key, known, before = self._known(origin)
        if not key:
            return Answer(404)
        if not signed(submission.note, key):
            return Answer(403)
        if submission.old > size:
            return Answer(400)
        if submission.old != known:
            return Answer(CONFLICT, f"{known}\n")
        if not consistent(known, size, before, root, list(submission.proof)):
            return Answer(CONFLICT if known == size else UNPROVEN)
        return self._cosigned(submission.note, (origin, key, size, root, submission.note))

    def _known(self, origin: str) -> tuple[str, int, bytes]:
        query = "SELECT vkey, size, root FROM logs WHERE origin = ?"
        row: tuple[str, int, bytes] | None = self._db.execute(query, (origin,)).fetchone()
        if row:
            return row
        if not origin.startswith(ORIGIN) or not self._trusted.exists():
            return "", 0, b""
        return vkey(origin, PLAIN, public_key(self._trusted)), 0, b""

    def _cosigned(self, note: str, row: tuple[str, str, int, bytes, str]) -> Answer:
        """What it signs it knows first."""
        self._db.execute("INSERT OR REPLACE INTO logs VALUES (?, ?, ?, ?, ?)", row)
        text = f"{note.rpartition(chr(10) * 2)[0]}\n"
        return Answer(200, self._signer.cosignature(text, int(time.time())))

    def refused(self) -> int:
        """How many signed heads contradicted what it had signed before."""
        count: int = self._db.execute("SELECT count(*) FROM refused").fetchone()[0]
        return count

    def close(self) -> None:
        self._db.close()
