"""Wakes whoever waits for the read model to move on."""

import asyncio


class Pulse:
    """A beat is heard by all who wait at that moment; nobody has to be there."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def beat(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """True when there was a beat in time."""
        try:
            async with asyncio.timeout(seconds):
                await self._next.wait()
        except TimeoutError:
            return False
        return True
