"""Who waits for what they wrote waits the time they were promised, however much else is heard meanwhile."""

import asyncio
from typing import Any

import pytest

from frontend.pulse import Pulse
from frontend.readmodel import Preparing, ReadModel


class Moving(ReadModel):
    """Moves on by one with each beat."""

    at = 0
    prepared = True

    def position(self, context: str) -> int:
        if not self.prepared:
            raise Preparing
        return self.at


@pytest.fixture
async def moving(tmp_path: Any):
    it = Moving(tmp_path, (), Pulse())

    async def beating() -> None:
        while True:
            await asyncio.sleep(0)
            it.at += 1
            it.pulse.beat()

    task = asyncio.create_task(beating())
    yield it
    task.cancel()


async def test_many_beats_of_others_take_nothing_from_the_time_to_wait(moving: Moving) -> None:
    assert await moving.reached("network", moving.at + 5_000, 60)


async def test_what_does_not_come_is_not_waited_for_longer(moving: Moving) -> None:
    assert not await moving.reached("network", 10**12, 0.1)


async def test_a_read_model_that_goes_away_meanwhile_is_not_reached(moving: Moving) -> None:
    waiting = asyncio.create_task(moving.reached("network", 10**12, 0.1))
    await asyncio.sleep(0)
    moving.prepared = False

    assert not await waiting
