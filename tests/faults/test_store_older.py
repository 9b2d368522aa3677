"""A store older than its stream, or of another epoch: it stops and says so, decides nothing, and can be mended."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from deploy.restore import mend
from services.kernel.health import kinds
from tests.faults.long import LONG
from tests.faults.world import doubled, world


def older(data: Path) -> None:
    shutil.copy(data / "older.sqlite", data / "pacts.sqlite")


def of_another_epoch(data: Path) -> None:
    with closing(sqlite3.connect(data / "pacts.sqlite")) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", (uuid4().hex,))


@pytest.mark.parametrize("made", [older, pytest.param(of_another_epoch, marks=LONG)])
async def test_store_beside_a_stream_it_does_not_know(
    tmp_path: Path, tell, monkeypatch, made: Callable[[Path], None]
) -> None:
    monkeypatch.delenv("CASA_VAULT_KEY", raising=False)
    for n in range(2):
        async with world(tmp_path) as it:
            async with it.load():
                await it.taken(20)
            await it.well()
        if n == 0:
            shutil.copy(tmp_path / "pacts.sqlite", tmp_path / "older.sqlite")
    made(tmp_path)

    async with world(tmp_path) as it:
        before = it.stored()
        assert not await it.ask()
        assert it.refused == ["unavailable: Halted"]
        assert kinds(it.shop.health()["trouble"]) == ["diverged"]
        assert it.stored() == before
    (tmp_path / "older.sqlite").unlink()
    mend(tmp_path)

    async with world(tmp_path) as it:
        async with it.load():
            await it.taken(20)
        seconds = await it.well()
        stored = it.stored()
        assert stored[: len(before)] == before
        assert await it.streamed() == stored
        assert doubled(stored) == 0
        tell(len(it.accepted), 0, 0, seconds, drill=f"store {made.__name__.replace('_', ' ')}, mended")
