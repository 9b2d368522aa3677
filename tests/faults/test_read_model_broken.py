"""The file that pages are read from is deleted, cut or overwritten while they are read: another is made by itself."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from time import monotonic

import pytest

from frontend.pages import projections
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.readmodel import ReadModel
from tests.faults.long import LONG
from tests.frontend.example.projection import projection as example
from tests.frontend.house import House, house
from tests.frontend.test_example_page import PAGE
from tests.frontend.test_live import change
from tests.frontend.test_projector import dump
from tests.parts.nats import running_nats
from tests.people import GIULIA

PREPARING = "stiamo preparando le pagine"


@pytest.fixture(scope="module")
async def web(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    data = tmp_path_factory.mktemp("web")
    with running_nats(data) as nats:
        async with house(nats, data) as made:
            yield made


def deleted(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def cut_in_half(file: Path) -> None:
    checkpointed(file)
    with file.open("r+b") as it:
        it.truncate(file.stat().st_size // 2)


def overwritten(file: Path) -> None:
    with file.open("r+b") as it:
        it.write(b"\x5a" * file.stat().st_size)


def without_its_log(file: Path) -> None:
    file.with_name(f"{file.name}-wal").unlink()


def pointed_elsewhere(file: Path) -> None:
    (file.parent / "current").write_bytes(b"\xff\x00 read-nonsense")


def checkpointed(file: Path) -> None:
    """What only the log held is in the file, so that a cut goes through something."""
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA wal_checkpoint")


@pytest.mark.parametrize(
    "broken",
    [
        deleted,
        overwritten,
        *(pytest.param(it, marks=LONG) for it in (emptied, cut_in_half, without_its_log, pointed_elsewhere)),
    ],
)
async def test_read_model_comes_back_by_itself(web: House, tell, broken: Callable[[Path], None]) -> None:
    await change(web)  # so that the projector is at this very file
    known = dump(web.node.readmodel.current())
    async with web.browser(GIULIA) as client:
        whole = await client.get(PAGE)
        assert whole.status_code == 200

        file = web.node.readmodel.current()
        broken(file)
        began, seen = monotonic(), set()
        async with asyncio.timeout(60):
            while not (web.node.readmodel.current() not in (None, file) and web.node.projector.alive):
                page = await client.get(PAGE)
                seen.add(page.status_code)
                assert page.status_code == 200 or PREPARING in page.text
                await asyncio.sleep(0.02)
        seconds = monotonic() - began

        assert dump(web.node.readmodel.current()) == known
        assert (await client.get("/healthz")).status_code == 200
        await change(web)
        assert (await client.get(PAGE)).status_code == 200
    assert dump(web.node.readmodel.current()) == dump(await rebuilt(web))
    tell(0, 0, 0, seconds, drill=f"read model {broken.__name__.replace('_', ' ')}")


async def rebuilt(web: House) -> Path:
    model = ReadModel(web.node.readmodel.folder, (*projections(), example), Pulse())
    return await Projector(lambda: web.node.bus.client, model).build()
