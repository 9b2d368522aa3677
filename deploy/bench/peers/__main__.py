"""`make bench-peers`: appends, loads and reads of other event stores beside ours, in the same rounds.

Answers are a Markdown table, also kept as var/bench-peers.json; a peer that cannot be installed or started here is
told as left out.
"""

import asyncio
import json
import logging
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import structlog

from deploy.bench.machine import load, machine
from deploy.bench.peers.emmett import Emmett
from deploy.bench.peers.installing import installed
from deploy.bench.peers.library import Library
from deploy.bench.peers.message_db import MessageDb
from deploy.bench.peers.ours import OurCore, OurStore
from deploy.bench.postgres import durable
from deploy.bench.rounds import Go, Rounds, interleaved

APPENDS, ROUNDS = 400, 5
WHAT = {
    "append": "append one, version expected",
    "load": "load and fold 100",
    "read": "read everything again",
}
RESULT = Path("var/bench-peers.json")


class Peers:
    """Whoever can be started here, and why others could not."""

    def __init__(self, data: Path, running: ExitStack) -> None:
        self.data, self.running = data, running
        self.cases: dict[str, Go] = {}
        self.left_out: dict[str, str] = {}

    def add(self, name: str, start: Callable[[], OurStore | Library | MessageDb | Emmett]) -> None:
        try:
            peer = start()
        except Exception as error:
            self.left_out[name] = f"{type(error).__name__}: {error}".splitlines()[0][:160]
            return
        if not isinstance(peer, Emmett):
            self.running.callback(peer.close)
        self.cases[name] = partial(peer.go, APPENDS)

    async def all(self) -> None:
        core = await OurCore(self.data / "core").begin()
        self.running.callback(core.close)
        self.cases["ours, core, SQLite"] = partial(core.go, APPENDS)
        self.add("ours, store, SQLite", lambda: OurStore("sqlite", self.data / "store"))
        self.add("eventsourcing, SQLite", lambda: Library("sqlite", self.data / "library"))
        self.add("emmett, SQLite", lambda: self.emmett("sqlite", str(self.data / "emmett.db")))
        address = self.running.enter_context(durable())
        if address is None:
            self.left_out["PostgreSQL"] = "no PostgreSQL of a wheel"
            return
        self.add("ours, store, PostgreSQL", lambda: OurStore(address, self.data))
        self.add("eventsourcing, PostgreSQL", lambda: Library(address, self.data / "library"))
        self.add("emmett, PostgreSQL", lambda: self.emmett("postgresql", address))
        self.add("message-db", lambda: MessageDb(installed("postgresql"), address))

    def emmett(self, kind: str, where: str) -> Emmett:
        return Emmett(installed(kind), kind, where)


async def measured() -> tuple[Rounds, dict[str, str]]:
    with ExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory(dir="var", prefix="bench-"))
        peers = Peers(Path.cwd() / folder, running)
        await peers.all()
        return await interleaved(peers.cases, ROUNDS), peers.left_out


def table(found: Rounds) -> str:
    """Absolute, a second, and as a ratio to our store on the same kind of database."""
    names = list(dict.fromkeys(name for name, _ in found.figures))
    head = f"| | {' | '.join(WHAT.values())} |\n|---|{'---|' * len(WHAT)}"
    return "\n".join(
        [head, *(f"| {name} | {' | '.join(cell(found, name, it) for it in WHAT)} |" for name in names)]
    )


def cell(found: Rounds, name: str, measure: str) -> str:
    if (name, measure) not in found.figures:
        return ""
    ours = f"ours, store, {'PostgreSQL' if name.endswith(('PostgreSQL', 'message-db')) else 'SQLite'}"
    return f"{found.typical(name, measure):,.0f}/s (× {found.ratio(measure, name, ours):.2f})"


def main() -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    Path("var").mkdir(exist_ok=True)
    about = machine()
    found, left_out = asyncio.run(measured())
    about["load_after"] = load()
    print(", ".join(f"{name} {value}" for name, value in about.items()), end="\n\n")
    print(table(found))
    for name, why in left_out.items():
        print(f"left out: {name}: {why}")
    figures = {f"{name}, {measure}": found.typical(name, measure) for name, measure in found.figures}
    RESULT.write_text(
        json.dumps({"machine": about, "figures": figures, "left_out": left_out}, indent=1) + "\n"
    )
    return 1 if left_out else 0


if __name__ == "__main__":
    sys.exit(main())
