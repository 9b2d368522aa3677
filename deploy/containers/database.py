"""Prepares PostgreSQL as its owner: a schema and a role for each service, which may add facts and never change one."""

import os
import sys
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from services.kernel.courier import CONTEXTS
from services.kernel.settings import Settings
from services.kernel.store import Store

FOR_EVER = ("stored_events", "replies")
# The shelf of photos makes its table itself (services/accompaniment/shelf.py).
MAKES_TABLES = ("accompaniment",)
ROLE = SQL(
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name})"
    " THEN CREATE ROLE {role} LOGIN; END IF; END $$"
)


def prepare(settings: Settings, passwords: dict[str, str]) -> None:
    """``settings.store`` is the owner's address; the job may run again at every start, also after an update."""
    for context in CONTEXTS:
        Store(context, settings.store, settings.data).close()
    with psycopg.connect(settings.store, autocommit=True) as connection:
        for context in CONTEXTS:
            allow(connection, context, passwords[context])


def allow(connection: psycopg.Connection, context: str, password: str) -> None:
    """The role is called like the service, and sees no schema but its own."""
    role = Identifier(context)
    connection.execute(ROLE.format(name=Literal(context), role=role))
    connection.execute(SQL("ALTER ROLE {} PASSWORD {}").format(role, Literal(password)))
    create = SQL(", CREATE") if context in MAKES_TABLES else SQL("")
    connection.execute(SQL("GRANT USAGE{} ON SCHEMA {} TO {}").format(create, role, role))
    for right in ("SELECT, INSERT ON ALL TABLES", "USAGE ON ALL SEQUENCES"):
        connection.execute(SQL("GRANT " + right + " IN SCHEMA {} TO {}").format(role, role))
    for table in tables(connection, context):
        what = SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
        what = what if table in FOR_EVER else SQL("GRANT UPDATE, DELETE ON {} TO {}")
        connection.execute(what.format(Identifier(context, table), role))


def tables(connection: psycopg.Connection, context: str) -> list[str]:
    """Those we own: what a service made itself is its own already."""
    found = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tableowner = current_user", (context,)
    )
    return [str(name) for (name,) in found.fetchall()]


def main() -> None:
    """As a job: CASA_STORE and CASA_STORE_PASSWORD_FILE are the owner's, the roles' passwords lie beside that file."""
    folder = Path(os.environ["CASA_STORE_PASSWORD_FILE"]).parent
    passwords = {context: (folder / f"postgres_{context}").read_text().strip() for context in CONTEXTS}
    prepare(Settings(), passwords)
    sys.stdout.write("the database is ready\n")


if __name__ == "__main__":
    main()
