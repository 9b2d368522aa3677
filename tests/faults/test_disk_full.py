"""The disk is full, and then no longer: what is new is refused, what was accepted stays, pages are read on."""

import asyncio
from pathlib import Path
from time import monotonic

import pytest

from frontend.pages.health.queries import health
from services.kernel.room import RESERVE
from tests.faults.long import LONG
from tests.faults.world import World, doubled, lost, world
from tests.frontend.house import house
from tests.frontend.test_example_page import GOOD, PAGE
from tests.parts.disk import disk
from tests.parts.nats import running_nats
from tests.people import GIULIA

pytestmark = pytest.mark.usefixtures("needs_a_disk")
LITTLE = RESERVE // 2


async def test_disk_full_of_sqlite_and_jetstream(tmp_path: Path, tell) -> None:
    """First nothing new is begun, with a little left to read on; then not one byte is left."""
    with disk(tmp_path, 64) as it:
        async with world(it.folder) as on:
            async with on.load():
                await on.taken(30)
                for left in (LITTLE, 0):
                    it.fill(left)
                    await told_no(on)
                    assert on.stored()
                    it.relieve()
                    began = monotonic()
                    await on.taken(20)
            await on.well()
            seconds = monotonic() - began
            await all_is_there(on, tell, seconds, "disk full, SQLite and JetStream")
        it.grow(96)
        async with world(it.folder, accepted=on.accepted) as again:
            assert await again.ask()
            assert lost(again, again.stored()) == 0


@LONG
async def test_disk_full_of_postgresql(tmp_path: Path, tell, new_cluster) -> None:
    place = new_cluster.place / tmp_path.name
    place.mkdir(mode=0o755)
    with disk(place, 96) as it:
        cluster = new_cluster(it.folder)
        cluster.start()
        async with world(tmp_path, cluster.address) as on:
            async with on.load():
                await on.taken(30)
                it.fill()
                await told_no(on)
                it.relieve()
                if cluster.ended:  # without room for its log it ends; whoever keeps it starts it again
                    cluster.start()
                began = monotonic()
                await on.taken(20)
            await on.well()
            await all_is_there(on, tell, monotonic() - began, "disk full, PostgreSQL")
        cluster.stop()


async def all_is_there(on: World, tell, seconds: float, drill: str) -> None:
    stored = on.stored()
    assert await on.streamed() == stored
    assert (lost(on, stored), doubled(stored)) == (0, 0)
    tell(len(on.accepted), 0, 0, seconds, drill=drill, slowest_no=round(on.slowest_no, 1))


async def told_no(on: World) -> None:
    before = len(on.refused)
    async with asyncio.timeout(60):
        while not any(why.startswith("unavailable") for why in on.refused[before:]):
            await asyncio.sleep(0.02)


@LONG
async def test_pages_on_a_full_disk_are_read_and_forms_keep_what_was_typed(tmp_path: Path) -> None:
    with disk(tmp_path, 64) as it, running_nats(it.folder) as nats:
        async with house(nats, it.folder) as web, web.browser(GIULIA) as client:
            form = {**GOOD, "first_name": "Lia", "_csrf_token": await web.token(client)}
            assert health(web.node)["parts"]["disk"] == {"ready": True, "lag": {}, "trouble": []}
            it.fill(RESERVE + (1 << 20))
            assert health(web.node)["parts"]["disk"] == {"ready": True, "lag": {}, "trouble": ["disk"]}
            it.fill(LITTLE)

            page = await client.get(PAGE)
            answer = await client.post(PAGE, data={**form, "command_id": command_of(page.text)})

            assert page.status_code == 200
            assert answer.status_code == 503
            assert 'value="Lia"' in answer.text
            assert not health(web.node)["parts"]["disk"]["ready"]
            it.relieve()
            again = await client.post(PAGE, data={**form, "command_id": command_of(answer.text)})
            assert again.status_code == 303


def command_of(html: str) -> str:
    return html.partition('name="command_id" value="')[2].partition('"')[0]
