"""The tables of the record; what is written once is never changed, and the database itself says so."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    arrival INTEGER PRIMARY KEY, event_id BLOB NOT NULL UNIQUE, partnership TEXT NOT NULL,
    context TEXT NOT NULL, epoch TEXT NOT NULL, position INTEGER NOT NULL,
    dossier BLOB NOT NULL, n INTEGER NOT NULL, topic TEXT NOT NULL, recorded_at TEXT NOT NULL,
    data BLOB NOT NULL, link BLOB NOT NULL, UNIQUE (dossier, n)
);
CREATE INDEX IF NOT EXISTS records_of ON records (dossier, arrival);
CREATE TABLE IF NOT EXISTS heads (
    dossier BLOB PRIMARY KEY, n INTEGER NOT NULL, link BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cursors (
    context TEXT PRIMARY KEY, epoch TEXT NOT NULL, position INTEGER NOT NULL,
    sequence INTEGER NOT NULL, created TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parked (
    id INTEGER PRIMARY KEY, context TEXT NOT NULL, epoch TEXT NOT NULL, position INTEGER NOT NULL,
    sequence INTEGER NOT NULL, reason TEXT NOT NULL, parked_at TEXT NOT NULL,
    digest BLOB NOT NULL, data BLOB NOT NULL, UNIQUE (context, digest)
);
CREATE TABLE IF NOT EXISTS leaves (
    log TEXT NOT NULL, position INTEGER NOT NULL, arrival INTEGER NOT NULL UNIQUE, PRIMARY KEY (log, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS nodes (
    log TEXT NOT NULL, level INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (log, level, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checkpoints (
    log TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, vkey TEXT NOT NULL, made_at TEXT NOT NULL,
    PRIMARY KEY (log, size)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cosignatures (
    log TEXT NOT NULL, size INTEGER NOT NULL, witness TEXT NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY (log, size, witness)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON records
BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
CREATE TRIGGER IF NOT EXISTS never_removed BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'a record is never removed'); END;
"""

ADD = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
HEAD = "INSERT OR REPLACE INTO heads VALUES (?, ?, ?)"
CURSOR = "INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?, ?)"
PARK = """
INSERT INTO parked (context, epoch, position, sequence, reason, parked_at, digest, data)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
