"""The stores of a PostgreSQL: each copied as of one moment, and put back into a database prepared for the same house."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from deploy import preflight
from deploy.keep.copying import durable
from deploy.preflight import CannotStart
from services.kernel.courier import CONTEXTS
from services.kernel.store import Store

FOLDER = "postgres"
Connection = psycopg.Connection[tuple[object, ...]]
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s ORDER BY table_name"
# Positions go on after the last one put back, whether or not the database numbered rows before.
NUMBERED = "SELECT pg_get_serial_sequence(%s, column_name), column_name FROM information_schema.columns WHERE"
NUMBERED += " table_schema = %s AND table_name = %s AND pg_get_serial_sequence(%s, column_name) IS NOT NULL"


def copied(address: str, folder: Path) -> Iterator[str]:
    """The names of the files made, one a table. Raises CannotStart."""
    with reached(address) as db:
        for context in CONTEXTS:
            with db.transaction():
                db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                for table in tables(db, context):
                    name = f"{FOLDER}/{context}/{table}"
                    write(db, place(context, table), folder / name)
                    yield name


def put_back(address: str, folder: Path, data: Path, names: list[str]) -> None:
    """All or nothing, with new epochs; as whoever owns the tables. Raises CannotStart."""
    for context in CONTEXTS:
        Store(context, address, data).close()
    with reached(address) as db, db.transaction():
        for name in names:
            _, context, table = name.split("/")
            db.execute(SQL("TRUNCATE {}").format(place(context, table)))
            read(db, place(context, table), folder / name)
            number_on(db, context, table)
        renew_epochs(db)


def renewed(address: str) -> int:
    """How many stores begin a new epoch. Raises CannotStart."""
    with reached(address) as db:
        renew_epochs(db)
    return len(CONTEXTS)


def renew_epochs(db: Connection) -> None:
    for context in CONTEXTS:
        if "meta" not in tables(db, context):
            continue  # that service has never run here
        meta = place(context, "meta")
        db.execute(SQL("UPDATE {} SET value = %s WHERE name = 'epoch'").format(meta), (uuid4().hex,))


def reached(address: str) -> Connection:
    try:
        return psycopg.connect(address, connect_timeout=preflight.PATIENCE)
    except psycopg.Error as error:
        raise CannotStart(
            "Il database indicato in CASA_STORE non risponde: è acceso? L'indirizzo è giusto?",
            "The database named in CASA_STORE does not answer: is it running, is the address right?",
        ) from error


def place(context: str, table: str) -> Composed:
    return SQL("{}.{}").format(Identifier(context), Identifier(table))


def tables(db: Connection, context: str) -> list[str]:
    return [str(row[0]) for row in db.execute(TABLES, (context,))]


def write(db: Connection, table: Composed, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with (
        db.cursor() as cursor,
        cursor.copy(SQL("COPY {} TO STDOUT (FORMAT binary)").format(table)) as rows,
        target.open("wb") as file,
    ):
        for part in rows:
            file.write(part)
    durable(target)


def read(db: Connection, table: Composed, source: Path) -> None:
    with (
        db.cursor() as cursor,
        cursor.copy(SQL("COPY {} FROM STDIN (FORMAT binary)").format(table)) as rows,
        source.open("rb") as file,
    ):
        while part := file.read(1 << 20):
            rows.write(part)


def number_on(db: Connection, context: str, table: str) -> None:
    whole = f'"{context}"."{table}"'
    for sequence, column in db.execute(NUMBERED, (whole, context, table, whole)).fetchall():
        last = SQL("SELECT setval(%s, coalesce(max({}), 0) + 1, false) FROM {}").format(
            Identifier(str(column)), place(context, table)
        )
        db.execute(last, (sequence,))
