"""Message DB: its own SQL in a database of this machine, asked through psycopg as its pages show it."""

import json
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg

from deploy.bench.facts import point_opened
from deploy.bench.rounds import Measures

# In the order of its own install script; the role and the extension are for other ways of running it.
PARTS = (
    "schema/message-store", "tables/messages", "types/message",
    *(f"functions/{it}" for it in (
        "message-store-version", "hash-64", "acquire-lock", "category", "is-category", "id", "cardinal-id",
        "stream-version", "write-message", "get-stream-messages", "get-category-messages",
    )),
    *(f"indexes/{it}" for it in ("messages-id", "messages-stream", "messages-category")),
)  # fmt: skip
DATABASE = Path("node_modules/@eventide/message-db/database")
WRITE = "SELECT write_message(%s, %s, 'PointOpened', %s::jsonb, NULL, %s)"
STREAM = "SELECT * FROM get_stream_messages(%s)"
CATEGORY = "SELECT * FROM get_category_messages(%s, %s, 1000)"
STREAMS, LONG = 20, 100


class MessageDb:
    def __init__(self, folder: Path, address: str) -> None:
        self.db = psycopg.connect(address, autocommit=True)
        self.db.execute("SET search_path TO message_store, public")
        for part in PARTS:
            self.db.execute((folder / DATABASE / f"{part}.sql").read_bytes())
        self.data = json.dumps({"state": point_opened().to_bytes().decode()})

    async def go(self, appends: int) -> Measures:
        own = f"points{uuid4().hex}"
        return {
            "append": self.appended(own, appends),
            "load": self.loaded(own, appends // 10),
            "read": self.read(own),
        }

    def appended(self, own: str, many: int) -> float:
        begun = perf_counter()
        for n in range(many):
            self.write(f"{own}-{n % STREAMS}", n // STREAMS)
        return many / (perf_counter() - begun)

    def write(self, stream: str, version: int) -> None:
        """``version`` is how many there are already."""
        self.db.execute(WRITE, (str(uuid4()), stream, self.data, version - 1))

    def loaded(self, own: str, many: int) -> float:
        long = f"{own}-long"
        for version in range(LONG):
            self.write(long, version)
        begun = perf_counter()
        for _ in range(many):
            assert sum(1 for it in self.db.execute(STREAM, (long,)) if state_of(it)) == LONG
        return many / (perf_counter() - begun)

    def read(self, own: str) -> float:
        """All of the category from the start, and nothing done with it."""
        position, many, begun = 1, 0, perf_counter()
        while found := self.db.execute(CATEGORY, (own, position)).fetchall():
            many += sum(1 for it in found if state_of(it))
            position = found[-1][4] + 1
        return many / (perf_counter() - begun)

    def close(self) -> None:
        self.db.close()


def state_of(row: Any) -> Any:
    return json.loads(row[5])["state"]
