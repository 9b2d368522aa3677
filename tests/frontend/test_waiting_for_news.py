"""Who goes away while waiting for news leaves nothing behind; who stays hears of a change and of the end."""

import asyncio
from types import SimpleNamespace

from frontend.live import beat
from frontend.pulse import Pulse


def node() -> SimpleNamespace:
    return SimpleNamespace(pulse=Pulse(), stopping=asyncio.Event())


async def test_a_closed_page_leaves_nobody_waiting() -> None:
    here = node()
    open_pages = [asyncio.create_task(beat(here, 60)) for _ in range(5)]  # type: ignore[arg-type]
    for _ in range(3):
        await asyncio.sleep(0)
    assert len(here.stopping._waiters) == 5  # type: ignore[attr-defined]

    for each in open_pages:
        each.cancel()
    await asyncio.gather(*open_pages, return_exceptions=True)
    for _ in range(3):
        await asyncio.sleep(0)

    assert not here.stopping._waiters  # type: ignore[attr-defined]
    assert not here.pulse._next._waiters  # type: ignore[attr-defined]


async def test_a_change_and_the_end_are_heard_and_time_is_told_apart() -> None:
    here = node()
    waiting = [asyncio.create_task(beat(here, 60)) for _ in range(2)]  # type: ignore[arg-type]
    for _ in range(3):
        await asyncio.sleep(0)
    here.pulse.beat()
    heard = await asyncio.gather(*waiting)
    timed_out = await beat(here, 0.01)  # type: ignore[arg-type]
    here.stopping.set()

    assert (heard, timed_out, await beat(here, 60)) == ([True, True], False, True)  # type: ignore[arg-type]
