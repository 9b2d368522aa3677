"""The message server's files go while people work: streams are filled again, and nobody acts twice."""

import shutil
from pathlib import Path
from uuid import uuid4

from tests.faults.world import World, doubled, lost, world


async def test_files_of_the_message_server_deleted_under_load(tmp_path: Path, tell, long) -> None:
    async with world(tmp_path) as it:
        seconds = 0.0
        for _ in range(10 if long else 1):
            async with it.load():
                await it.taken(30)
                delete(tmp_path / "nats" / "jetstream")
                await it.taken(30)
            seconds = max(seconds, await it.well())

        await nothing_is_missing(it)
        tell(len(it.accepted), lost(it, it.stored()), doubled(await it.streamed()), seconds)


async def test_stream_put_back_to_an_older_state_goes_on_from_there(tmp_path: Path, tell) -> None:
    """Who was further than the stream now is hears what is new, and nothing again."""
    async with world(tmp_path) as it:
        async with it.load():
            await it.taken(20)
        await it.well()
    accepted = it.accepted
    shutil.copytree(tmp_path / "nats" / "jetstream", tmp_path / "older")
    async with world(tmp_path, accepted=accepted) as it:
        async with it.load():
            await it.taken(20)
        await it.well()
    accepted = it.accepted
    shutil.rmtree(tmp_path / "nats" / "jetstream")
    shutil.move(tmp_path / "older", tmp_path / "nats" / "jetstream")

    async with world(tmp_path, accepted=accepted) as it:
        async with it.load():
            await it.taken(10)
        seconds = await it.well()

        await nothing_is_missing(it)
        tell(len(it.accepted), lost(it, it.stored()), doubled(await it.streamed()), seconds)


def delete(folder: Path) -> None:
    """At once, for the server that lives there goes on making files."""
    gone = folder.rename(folder.with_name(f"gone-{uuid4().hex}"))
    shutil.rmtree(gone, ignore_errors=True)


async def nothing_is_missing(it: World) -> None:
    stored = it.stored()
    assert await it.streamed() == stored
    assert (lost(it, stored), doubled(stored)) == (0, 0)
