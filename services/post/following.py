"""The post hears every fact once and in order, and keeps of it what will have to be said, and when."""

import asyncio
from functools import partial

import structlog
from nats.aio.client import Client

from events.standing import Standing
from services.kernel.arrival import Arrival, Cursor, advanced
from services.kernel.courier import CONTEXTS
from services.kernel.following import Following
from services.kernel.reactions import own
from services.post.diary import Diary
from services.post.posting import Apart
from services.post.remembering import changes
from services.post.remembering.matter import Change

log = structlog.get_logger(__name__)


class Hearing:
    def __init__(self, diary: Diary, client: Client, apart: Apart, cursors: dict[str, Cursor]) -> None:
        self._diary, self._apart = diary, apart
        self.followings = {
            each: Following(client, each, cursors.get(each), partial(self._take, each)) for each in CONTEXTS
        }

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for following in self.followings.values():
                group.create_task(following.run())

    async def _take(self, context: str, batch: list[Arrival]) -> None:
        cursor = advanced(self.followings[context].cursor, batch)
        await self._apart(self._note, context, cursor, batch)

    def _note(self, context: str, cursor: Cursor | None, batch: list[Arrival]) -> None:
        """What cannot be read stops nobody: it is parked where it belongs, and nothing falls due by it."""
        found: list[Change] = []
        standings: list[Standing] = []
        for arrival in batch:
            try:
                recorded = own(arrival)
                fact = recorded.revived()
                found += changes(fact, recorded)
                standings += fact.standings()
            except Exception as error:
                log.error(
                    "not understood", context=context, position=arrival.position, error=type(error).__name__
                )
        self._diary.note(context, cursor, found, standings)
