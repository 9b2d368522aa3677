"""Emmett, in a process of Node for each round: one append at a time, a hundred folded, everything read again."""

import asyncio
import json
from pathlib import Path

from deploy.assets import with_node
from deploy.bench.facts import point_opened
from deploy.bench.peers.installing import SCRIPT
from deploy.bench.rounds import Measures

PATIENCE = 120
# After some hundreds its SQLite driver ends with SQLITE_BUSY (sqlite3 5.1.7 under Node 24).
FEW = 100


class Failed(RuntimeError):
    """What it said when it ended."""


class Emmett:
    """``where`` is a file for SQLite (each round a new one) or the address of a PostgreSQL."""

    def __init__(self, folder: Path, kind: str, where: str) -> None:
        self.folder, self.kind, self.where = folder, kind, where
        self.state = point_opened().to_bytes().decode()
        self.round = 0

    async def go(self, appends: int) -> Measures:
        self.round += 1
        appends = min(appends, FEW) if self.kind == "sqlite" else appends
        where = f"{self.where}-{self.round}" if self.kind == "sqlite" else self.where
        running = await asyncio.create_subprocess_exec(
            "node", SCRIPT, self.kind, where, str(appends), self.state,
            cwd=self.folder, env=with_node(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        async with asyncio.timeout(PATIENCE):
            said, error = await running.communicate()
        if running.returncode:
            raise Failed(error.decode()[-500:])
        measures: Measures = json.loads(said)
        return measures
