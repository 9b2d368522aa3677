"""Taking letters and seeing them off: a code is answered at once, the rest is kept and leaves when it can."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import structlog
from pydantic import ValidationError

from services.kernel import clock
from services.kernel.following import heed_cancellation
from services.post.letter import Letter
from services.post.mailing import Mailer, NotSent
from services.post.outbox import Outbox, Waiting

log = structlog.get_logger(__name__)

GLANCE = 5.0
Answer = dict[str, Any]
Apart = Callable[..., Awaitable[Any]]
"""Runs a call in the one thread that owns the store."""
OK: Answer = {"ok": True}


def failed(reason: str) -> Answer:
    return {"ok": False, "reason": reason}


class Posting:
    def __init__(self, outbox: Outbox, mailer: Mailer, apart: Apart) -> None:
        self._outbox, self._mailer, self._apart = outbox, mailer, apart
        self._sending: dict[UUID, asyncio.Task[Answer]] = {}
        self._woken = asyncio.Event()

    async def asked(self, body: bytes) -> Answer:
        """Nonsense is answered without repeating it."""
        try:
            return await self.take(Letter.model_validate_json(body))
        except ValidationError:
            return failed("malformed")

    async def take(self, letter: Letter) -> Answer:
        """Who asks twice at the same moment hears of the one letter twice."""
        known = self._sending.get(letter.id)
        if known is None:
            known = self._sending[letter.id] = asyncio.create_task(self._once(letter))
            known.add_done_callback(lambda _: self._sending.pop(letter.id, None))
        return await asyncio.shield(known)

    async def _once(self, letter: Letter) -> Answer:
        state = await self._apart(self._outbox.state, letter)
        if state is not None:
            return failed("failed-before") if state == "failed" else OK
        if not self._mailer.leaves:
            return failed("no-way-out")
        return await (self._keep(letter) if letter.lasting else self._send(letter))

    async def _keep(self, letter: Letter) -> Answer:
        await self._apart(self._outbox.keep, letter, clock.now())
        self._woken.set()
        return OK

    async def _send(self, letter: Letter) -> Answer:
        try:
            await self._mailer.send(letter)
        except NotSent as error:
            log.warning("letter", kind=letter.kind, reason=error.reason)
            return failed(error.reason)
        await self._apart(self._outbox.note, letter, "sent", clock.now())
        return OK

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            heed_cancellation()
            self._woken.clear()
            await self.see_off()
            await self._apart(self._outbox.forget, clock.now())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), GLANCE)

    async def see_off(self) -> None:
        """All whose time has come, one after the other: no crowd at the next server's door."""
        waiting: list[Waiting] = await self._apart(self._outbox.waiting, clock.now())
        for it in waiting:
            try:
                await self._mailer.send(it.letter)
            except NotSent as error:
                await self._put_off(it, error)
            else:
                await self._apart(self._outbox.settle, it.letter, "sent")

    async def _put_off(self, it: Waiting, error: NotSent) -> None:
        log.warning("letter", kind=it.letter.kind, reason=error.reason, tries=it.tries + 1)
        if error.final:
            await self._apart(self._outbox.settle, it.letter, "failed")
        else:
            await self._apart(self._outbox.postpone, it, clock.now())
