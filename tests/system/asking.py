"""Commands put to a running house from outside, as its web node would put them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from deploy.demo.stage import Line, Stage
from events.message import Command
from services.kernel import courier
from services.kernel.settings import Settings
from tests.people import Person


class Asker:
    """Says things now."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def ask(self, by: Person, command: Command, role: str = "") -> int:
        """The position it was accepted at; raises Refused."""
        line = Line(datetime.now(UTC), by, command, role)
        return (await self.stage.say(line)).position


@asynccontextmanager
async def asking(data: Path) -> AsyncIterator[Asker]:
    (ports,) = (data / "nats").glob("*.ports")
    settings = Settings(data=data, nats=json.loads(ports.read_text())["nats"][0])
    client = await courier.connect(settings, "frontend")
    try:
        yield Asker(Stage(settings, (), client))
    finally:
        await client.close()
