"""What the post keeps in its own file: nothing of it is the record, all of it may be asked for again."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS letters (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, next TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, sealed BLOB
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS letters_waiting ON letters (next) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS cursors (
    context TEXT PRIMARY KEY, epoch TEXT NOT NULL, position INTEGER NOT NULL,
    sequence INTEGER NOT NULL, created TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS matters (
    kind TEXT NOT NULL, subject TEXT NOT NULL, at TEXT, until TEXT, circle TEXT, told TEXT, over INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS matters_due ON matters (at) WHERE NOT over;
CREATE TABLE IF NOT EXISTS concerned (
    kind TEXT NOT NULL, subject TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (kind, subject, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS circles (
    over TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL, since TEXT NOT NULL, until TEXT,
    PRIMARY KEY (over, kind, person, since)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS endings (
    person TEXT NOT NULL, role TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (person, role, until)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wishes (person TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS addresses (person TEXT PRIMARY KEY, box TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS subscriptions (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, role TEXT NOT NULL, device TEXT NOT NULL, box TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS subscriptions_of ON subscriptions (person);
CREATE TABLE IF NOT EXISTS notices (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL,
    until TEXT NOT NULL, state TEXT NOT NULL, next TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, way TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS notices_waiting ON notices (next) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS notices_of ON notices (person, at);
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
