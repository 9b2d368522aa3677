"""The database goes for a while: who asks is told no soon, nothing is half done, and it comes back by itself."""

import asyncio
from pathlib import Path
from time import monotonic

from tests.faults.world import doubled, lost, world


async def test_postgresql_gone_under_load(tmp_path: Path, tell, long, new_cluster) -> None:
    cluster = new_cluster()
    cluster.start()
    async with world(tmp_path / "casa", cluster.address) as it:
        async with it.load():
            await it.taken(30)
            cluster.kill()
            await told_no(it)
            assert not it.shop.health()["ready"]
            await asyncio.sleep(60 if long else 0)
            cluster.start()
            began = monotonic()
            await it.taken(30)
        await it.well()

        stored = it.stored()
        assert await it.streamed() == stored
        assert (lost(it, stored), doubled(stored)) == (0, 0)
        tell(len(it.accepted), 0, 0, monotonic() - began, slowest_no=it.slowest_no)
    cluster.stop()


async def told_no(it) -> None:
    async with asyncio.timeout(60):
        while not any(why.startswith("unavailable") for why in it.refused):
            await asyncio.sleep(0.02)
