"""The machine of the database is gone: its standby takes over, and nothing that was answered is missing."""

import asyncio
from pathlib import Path
from time import monotonic

from tests.faults.world import doubled, lost, world
from tests.parts.standby import pair, sender


async def test_the_primary_dies_while_its_standby_lags(tmp_path: Path, tell, new_cluster) -> None:
    primary = new_cluster()
    primary.start()
    (folder := new_cluster.place / "standby").mkdir()
    both = pair(primary, folder)
    async with world(tmp_path / "casa", both.address) as it:
        async with it.load():
            await it.taken(40)
            sender(primary).suspend()
            await asyncio.sleep(2)  # what is asked now is on one disk only, and therefore not answered
            primary.kill()
            began = monotonic()
            both.promote()
            await it.taken(40)
            away = monotonic() - began
        await it.well()

        stored = it.stored()
        assert (lost(it, stored), doubled(stored)) == (0, 0)
        assert await it.streamed() == stored
        tell(len(it.accepted), 0, 0, away)
    both.standby.stop()
