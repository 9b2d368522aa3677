"""What the post keeps in its own file: nothing of it is the record, all of it may be asked for again."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS letters (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, next TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, sealed BLOB
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS letters_waiting ON letters (next) WHERE state = 'waiting';
"""

ADD_LETTER = "INSERT OR IGNORE INTO letters VALUES (:id, :kind, :state, :at, :at, 0, :sealed)"
# What a letter said is gone as soon as it has left or never will.
SETTLE_LETTER = "UPDATE letters SET state = :state, sealed = NULL, tries = tries + 1 WHERE id = :id"
AGAIN_LETTER = "UPDATE letters SET next = :next, tries = tries + 1 WHERE id = :id"
WAITING_LETTERS = (
    "SELECT id, at, tries, sealed FROM letters"
    " WHERE state = 'waiting' AND next <= :now ORDER BY next LIMIT 20"
)
FORGET_LETTERS = "DELETE FROM letters WHERE state <> 'waiting' AND at < :before"
