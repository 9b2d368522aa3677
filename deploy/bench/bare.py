"""The least a service can do: answer a request after one commit. `python -m deploy.bench.bare`."""

import asyncio
import sys

from nats.aio.msg import Msg

from deploy.bench.stores import plain
from services.kernel.courier import connect
from services.kernel.settings import Settings

USER = "intake"
SUBJECT = f"casa.commands.{USER}.Bare"


async def serve(settings: Settings) -> None:
    """Until killed. What was asked is stored as it came and sent back."""
    keep = plain(settings.store, settings.data)
    client = await connect(settings, USER)

    async def answer(message: Msg) -> None:
        keep(message.data)
        await message.respond(message.data)

    await client.subscribe(SUBJECT, cb=answer)
    await client.flush()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Settings()))
