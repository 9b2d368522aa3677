"""The raw JetStream hop: published by one connection, pushed to another, nothing done in between."""

import asyncio
from time import perf_counter

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from deploy.bench.facts import point_opened
from deploy.bench.rounds import Measures, waits

# A bucket's stream is kept in files and synced like those of the facts, and no read model follows it.
STREAM = "KV_casa_limits"
SUBJECT = "$KV.casa_limits.bench"


class Hop:
    def __init__(self, publisher: Client, listener: Client) -> None:
        self.publisher = publisher
        self.listener = listener
        self.heard = asyncio.Event()
        self.state = point_opened().to_bytes()

    async def start(self) -> "Hop":
        inbox = self.listener.new_inbox()
        await self.listener.subscribe(inbox, cb=self.hear)
        config = ConsumerConfig(
            deliver_subject=inbox,
            deliver_policy=DeliverPolicy.NEW,
            ack_policy=AckPolicy.NONE,
            mem_storage=True,
        )
        await self.listener.jetstream().add_consumer(STREAM, config)
        return self

    async def hear(self, message: Msg) -> None:
        if message.subject == SUBJECT:
            self.heard.set()

    async def go(self, many: int, pause: float) -> Measures:
        took = []
        js = self.publisher.jetstream()
        for _ in range(many):
            self.heard.clear()
            begun = perf_counter()
            sent = asyncio.create_task(js.publish(SUBJECT, self.state))
            await self.heard.wait()
            took.append(perf_counter() - begun)
            await sent
            await asyncio.sleep(pause)
        return waits(took)
