"""How long after the answer one's own write can be read: the projector and the read model, as in a web node."""

import asyncio
from time import perf_counter
from typing import Any

from nats.aio.client import Client

from deploy.bench.asks import Asking
from deploy.bench.rounds import Measures, Rounds, percentile
from events.envelope import Reply
from frontend.pages import projections
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.readmodel import ReadModel
from services.kernel.settings import Settings

PATIENCE = 10.0


class OwnWrite:
    def __init__(self, settings: Settings, client: Client, web: Client) -> None:
        self.settings, self.client = settings, client
        self.model = ReadModel(settings.data / "read", projections(), Pulse())
        self.projector = Projector(lambda: web, self.model)

    async def measure(self, size: int, rounds: int) -> Rounds:
        """Both figures come from the same commands: they need no turns."""
        running = asyncio.create_task(self.projector.run())
        found = Rounds()
        try:
            while not self.projector.alive:
                await self.model.pulse.wait(0.05)
            for n in range(rounds + 1):
                acknowledged, extra = await self.go(size)
                if n:
                    found.add("command and reply", acknowledged)
                    found.add("until it reads its own write", extra)
            return found
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def go(self, many: int) -> tuple[Measures, Measures]:
        acknowledged, extra = [], []
        for subject, body in list(Asking(self.settings).points(many)):
            begun = perf_counter()
            reply = await self.asked(subject, body)
            answered = perf_counter()
            assert await self.model.reached(reply.context, reply.position, PATIENCE)
            extra.append(perf_counter() - answered)
            acknowledged.append(answered - begun)
            await asyncio.sleep(0.005)
        return {"p50": percentile(acknowledged, 0.5)}, {"p50": percentile(extra, 0.5)}

    async def asked(self, subject: str, body: bytes) -> Reply:
        answer: Any = await self.client.request(subject, body, timeout=30)
        reply = Reply.model_validate_json(answer.data)
        assert reply.accepted, reply.reason
        return reply
