"""Notices reach people: at the time they chose, in the way they chose, once, and only while it is so."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import structlog

from services.kernel import clock
from services.kernel.following import heed_cancellation
from services.kernel.keyring import VaultUnavailable
from services.post.book import Book
from services.post.diary import Diary
from services.post.kinds import Wishes
from services.post.letter import Letter
from services.post.mailing import Mailer, NotSent
from services.post.notices import Notice, Notices
from services.post.posting import Apart
from services.post.pushing import Pusher
from services.post.quiet import not_before
from services.post.saying import WORDS

log = structlog.get_logger(__name__)

EVERY = 1.0
LATER = timedelta(seconds=30)
MOST = timedelta(hours=1)


class Delivery:
    def __init__(
        self,
        diary: Diary,
        notices: Notices,
        book: Book,
        pusher: Pusher,
        mailer: Mailer,
        apart: Apart,
        zone: str,
    ) -> None:
        self._diary, self._notices, self._book = diary, notices, book
        self._pusher, self._mailer, self._apart, self._zone = pusher, mailer, apart, zone

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            heed_cancellation()
            try:
                await self.tick()
            except Exception as error:
                log.warning("notices", error=type(error).__name__)
            await asyncio.sleep(EVERY)

    async def tick(self) -> None:
        now = clock.now()
        today = now.astimezone(ZoneInfo(self._zone)).date()
        await self._apart(self._diary.ended, today)
        await self._apart(self._notices.fall_due, now, today)
        for notice in await self._apart(self._notices.waiting, now):
            await self._deliver(notice, now)
        await self._apart(self._notices.forget, now)

    async def _deliver(self, notice: Notice, now: datetime) -> None:
        wishes = await self._book.wishes(notice.person) or Wishes()
        at = not_before(notice.at, now, wishes, self._zone)
        if not notice.holds:
            await self._apart(self._notices.settle, notice, "dropped")
        elif wishes.way(notice.kind) == "nothing":
            await self._apart(self._notices.settle, notice, "unwanted")
        elif at > now:
            await self._apart(self._notices.postpone, notice, at)
        else:
            await self._tell(notice, wishes, now)

    async def _tell(self, notice: Notice, wishes: Wishes, now: datetime) -> None:
        try:
            way = await self._by_phone(notice, wishes) if wishes.way(notice.kind) == "push" else None
            way = way or await self._by_letter(notice, wishes)
        except (NotSent, VaultUnavailable) as error:
            if isinstance(error, NotSent) and error.final:
                return await self._done(notice, "failed", None)
            wait = min(LATER * float(2 ** min(notice.tries, 20)), MOST)
            return await self._apart_from(notice, now + wait)  # until then it may no longer be so
        await self._done(notice, "sent" if way else "failed", way)

    async def _done(self, notice: Notice, state: str, way: str | None) -> None:
        await self._apart(self._notices.settle, notice, state, way)
        log.info("notice", kind=notice.kind, state=state, way=way)

    async def _apart_from(self, notice: Notice, until: datetime) -> None:
        await self._apart(lambda: self._notices.postpone(notice, until, tried=True))

    async def _by_phone(self, notice: Notice, wishes: Wishes) -> str | None:
        """Raises NotSent when every phone there is asks to come again."""
        said = await self.push(notice.person, WORDS, wishes.locale, notice.id, notice.until)
        if "sent" in said:
            return "push"
        if "again" in said:
            raise NotSent("push")
        return None

    async def push(
        self, person: UUID, words: dict[str, str], locale: str, about: UUID, until: datetime
    ) -> list[str]:
        """What became of it on each phone; one that is gone is forgotten."""
        outcomes: list[str] = []
        for phone in await self._book.phones(person):
            outcomes.append(await self._pusher.push(phone, words, locale, about, until))
            if outcomes[-1] == "gone":
                await self._book.unsubscribe(phone.id)
        return outcomes

    async def _by_letter(self, notice: Notice, wishes: Wishes) -> str | None:
        """Also the second way of who has no phone left. Raises NotSent."""
        to = await self._book.address(notice.person)
        if to is None:
            return None
        id = uuid5(notice.id, "letter")
        await self._mailer.send(Letter(id=id, to=to, kind="reminder", locale=wishes.locale))
        return "e-mail"
