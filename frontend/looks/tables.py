"""The tables of a node's ledger; a look written down is never changed, and the database itself says so."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS node (id TEXT NOT NULL, epoch TEXT NOT NULL, one INTEGER PRIMARY KEY CHECK (one = 1));
CREATE TABLE IF NOT EXISTS looks (
    position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, version INTEGER NOT NULL, owner TEXT NOT NULL,
    event TEXT NOT NULL UNIQUE, data BLOB NOT NULL, UNIQUE (stream, version)
);
CREATE INDEX IF NOT EXISTS looks_owner ON looks (owner, position);
CREATE TABLE IF NOT EXISTS running (
    key TEXT PRIMARY KEY, look BLOB NOT NULL, until TEXT NOT NULL, times INTEGER NOT NULL, first TEXT, last TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS running_until ON running (until);
CREATE TABLE IF NOT EXISTS together (
    key TEXT PRIMARY KEY, of BLOB NOT NULL, until TEXT NOT NULL, times INTEGER NOT NULL, first TEXT, last TEXT
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON looks
BEGIN SELECT RAISE(ABORT, 'a look is never changed'); END;
CREATE TRIGGER IF NOT EXISTS never_removed BEFORE DELETE ON looks
BEGIN SELECT RAISE(ABORT, 'a look is never removed'); END;
"""

KNOWN = "INSERT INTO node VALUES (?, ?, 1) ON CONFLICT DO NOTHING"
ADD = "INSERT INTO looks (stream, version, owner, event, data) VALUES (?, ?, ?, ?, ?)"
NEXT = "SELECT coalesce(max(version), 0) + 1 FROM looks WHERE stream = ?"
AGAIN = "UPDATE running SET times = times + 1, first = coalesce(first, ?2), last = ?2 WHERE key = ?1 AND until > ?2"
BEGUN = "INSERT INTO running VALUES (?, ?, ?, 0, NULL, NULL)"
# An opening is a repeat as a whole until the first of its looks is over: its times are then given to each of them.
TOGETHER_AGAIN = AGAIN.replace("running", "together")
TOGETHER = """REPLACE INTO together SELECT ?2, ?1, min(until), 0, NULL, NULL FROM running
WHERE key IN (SELECT value FROM json_each(?1))"""
APART = "DELETE FROM together WHERE until <= ? RETURNING of, times, first, last"
GIVEN = """UPDATE running SET times = times + ?1, first = coalesce(min(first, ?2), ?2), last = coalesce(max(last, ?3), ?3)
WHERE key IN (SELECT value FROM json_each(?4))"""
OVER = "SELECT key FROM running WHERE until <= ?"
ENDED = "DELETE FROM running WHERE key = ? RETURNING look, times, first, last"
WAITING = "SELECT position, event, data FROM looks WHERE position > ? ORDER BY position LIMIT ?"
