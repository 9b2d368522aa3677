"""What the vault keeps on disk, in its own file and in the copy: wrapped keys, and tombstones."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    id BLOB PRIMARY KEY, owner BLOB NOT NULL, dossier BLOB NOT NULL, category TEXT NOT NULL,
    wrapped BLOB NOT NULL, made_at TEXT NOT NULL, destroyed_at TEXT
) WITHOUT ROWID;
DROP INDEX IF EXISTS live;
CREATE INDEX IF NOT EXISTS living ON keys (owner, dossier, category) WHERE destroyed_at IS NULL;
CREATE INDEX IF NOT EXISTS of_dossier ON keys (dossier) WHERE destroyed_at IS NULL;
"""
# A copy that was away may come back with a live key for a purpose that has got another meanwhile: both stay.

SELECT = "SELECT id, owner, dossier, category, wrapped, destroyed_at FROM keys"
LIVING = (
    f"{SELECT} WHERE owner = ? AND dossier = ? AND category = ? AND destroyed_at IS NULL ORDER BY made_at, id"
)
ADD = "INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, NULL)"
SAME = "INSERT OR IGNORE INTO copy.keys SELECT * FROM main.keys WHERE id = ?"
BURY = (
    "UPDATE {schema}.keys SET wrapped = zeroblob(length(wrapped)), destroyed_at = ?"
    " WHERE id = ? AND destroyed_at IS NULL"
)
# A key listed as erased that nobody here knows: should a forgotten copy bring it back, it is dead already.
TOMB = (
    "INSERT OR IGNORE INTO {schema}.keys VALUES"
    " (?, zeroblob(16), zeroblob(16), 'identity', zeroblob(60), '', ?)"
)
