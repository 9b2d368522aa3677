"""One stream takes nothing: writing goes on, and what was written is delivered when it does again."""

from pathlib import Path

from deploy.nats import streams
from services.kernel.health import kinds
from tests.faults.long import LONG
from tests.faults.world import doubled, lost, world
from tests.parts.nats import connected


@LONG
async def test_writes_are_taken_while_their_stream_is_away(tmp_path: Path, tell) -> None:
    async with world(tmp_path) as it:
        topology = await connected(it.keeper.running.options("topology"))
        async with it.load():
            await it.taken(20)
            await topology.jetstream().delete_stream("CASA_PACTS")
            await it.taken(40)
        assert not it.refused
        assert "relay" in kinds(it.shop.health()["trouble"])
        assert not it.at_rest()

        await streams.declare(it.keeper.running.url, it.keeper.running.passwords["topology"])
        seconds = await it.well()
        await topology.close()

        stored = it.stored()
        assert await it.streamed() == stored
        assert (lost(it, stored), doubled(stored)) == (0, 0)
        tell(len(it.accepted), 0, 0, seconds, drill="one stream away, writes taken")
