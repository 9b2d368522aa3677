"""What a service keeps beside its facts, written in the transaction of the facts that caused it."""

TABLES = (
    "CREATE TABLE IF NOT EXISTS {s}meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # An answer is remembered for ever and without values: who asked, a keyed digest of what, and the outcome.
    "CREATE TABLE IF NOT EXISTS {s}replies (command_id TEXT PRIMARY KEY, actor TEXT NOT NULL, digest TEXT NOT NULL,"
    " outcome TEXT NOT NULL, stream TEXT NOT NULL, version BIGINT NOT NULL, reason TEXT, field TEXT,"
    " at TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS {s}due (kind TEXT, stream TEXT, at TEXT NOT NULL, topic TEXT NOT NULL,"
    " version BIGINT NOT NULL, body TEXT NOT NULL, cause TEXT NOT NULL, PRIMARY KEY (kind, stream))",
    "CREATE TABLE IF NOT EXISTS {s}cursors (context TEXT PRIMARY KEY, epoch TEXT NOT NULL, position BIGINT NOT NULL,"
    " sequence BIGINT NOT NULL, created TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS {s}standings (kind TEXT, person TEXT, role TEXT, over TEXT, since TEXT, until TEXT,"
    " body TEXT NOT NULL, PRIMARY KEY (kind, person, role, over, since))",
    "CREATE TABLE IF NOT EXISTS {s}parked (context TEXT, epoch TEXT, position BIGINT, reason TEXT NOT NULL,"
    " data TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (context, epoch, position))",
)

EPOCH = "INSERT INTO {s}meta (name, value) VALUES ('epoch', :epoch) ON CONFLICT (name) DO NOTHING"
# The name is taken since the store was made: as an insert it fails, and with it the transaction it stands in.
FENCE = (
    "INSERT INTO {s}meta (name, value) SELECT 'epoch', ''"
    " WHERE (SELECT COALESCE(MAX({column}), 0) FROM {s}stored_events) <> :position"
)
REPLIES = "replies command_id actor digest outcome stream version reason field at"
DUE = (
    "INSERT INTO {s}due (kind, stream, at, topic, version, body, cause)"
    " VALUES (:kind, :stream, :at, :topic, :version, :body, :cause)"
    " ON CONFLICT (kind, stream) DO UPDATE SET at = excluded.at, topic = excluded.topic,"
    " version = excluded.version, body = excluded.body, cause = excluded.cause"
)
NOT_DUE = "DELETE FROM {s}due WHERE kind = :kind AND stream = :stream"
# Only as it was read: meanwhile another moment may have taken its place.
ASKED = f"{NOT_DUE} AND at = :at"
CURSOR = (
    "INSERT INTO {s}cursors (context, epoch, position, sequence, created)"
    " VALUES (:context, :epoch, :position, :sequence, :created)"
    " ON CONFLICT (context) DO UPDATE SET epoch = excluded.epoch, position = excluded.position,"
    " sequence = excluded.sequence, created = excluded.created"
)
STANDS = (
    "INSERT INTO {s}standings (kind, person, role, over, since, until, body)"
    " VALUES (:kind, :person, :role, :over, :since, :until, :body)"
    " ON CONFLICT (kind, person, role, over, since) DO UPDATE SET until = excluded.until, body = excluded.body"
)
PARK = (
    "INSERT INTO {s}parked (context, epoch, position, reason, data, at)"
    " VALUES (:context, :epoch, :position, :reason, :data, :at)"
    " ON CONFLICT (context, epoch, position) DO NOTHING"
)
