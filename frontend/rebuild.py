"""`python -m frontend.projector rebuild`: the whole read model anew, while pages go on reading the old one."""

import asyncio

from frontend.bus import Bus
from frontend.pages import projections
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.readmodel import ReadModel
from services.kernel.settings import Settings


async def rebuild(settings: Settings | None = None) -> None:
    """A projector that is running moves to the new file by itself."""
    known = settings or Settings()
    bus = Bus(known)
    await bus.open()
    try:
        await Projector(lambda: bus.client, ReadModel(known.data / "read", projections(), Pulse())).build()
    finally:
        await bus.close()


if __name__ == "__main__":
    asyncio.run(rebuild())
