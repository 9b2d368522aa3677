"""The post on the message server: letters and notices asked for there, and what falls due by the facts heard."""

import asyncio
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.kernel.courier import connect, inbox, settled
from services.kernel.database import opened
from services.kernel.keyring import Keyring
from services.kernel.secret_file import write_secret
from services.kernel.settings import Settings
from services.post import tables
from services.post.asking import Asking
from services.post.book import Book
from services.post.carrying import Carrier
from services.post.catcher import LOOPBACK, Catcher
from services.post.delivering import Delivery
from services.post.diary import Diary
from services.post.following import Hearing
from services.post.mailing import Mailer
from services.post.notices import Notices
from services.post.outbox import Outbox
from services.post.posting import Posting, failed
from services.post.pushing import Pusher
from services.post.reach import Reach
from services.post.settings import PostSettings
from services.post.vapid import Vapid, kept

log = structlog.get_logger(__name__)

FROM_THE_WEB = f"{inbox('frontend')}."
CAUGHT = "mail"
NO_WAY_OUT = "Letters cannot leave: CASA_SMTP_HOST is not set (docs/running.md)."


class Post:
    """Plain nats-py, no FastStream, as vault and history: a few subjects with raw bytes."""

    name = "post"

    def __init__(self) -> None:
        self._client: Client | None = None
        self._catcher: Catcher | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._troubles: dict[str, str] = {}
        self._asking: set[asyncio.Task[None]] = set()

    async def start(self, settings: Settings) -> None:
        self._troubles = {}
        self._thread = ThreadPoolExecutor(1, "post")
        self._db = await self._apart(opened, settings.data / "post.sqlite", tables.SCHEMA)
        post = await self._ways_out(settings)
        mailer = Mailer(post, settings.public_origin)
        self.leaves = mailer.leaves
        outbox = Outbox(self._db, key(settings.secrets / "post.key"))
        self._posting = Posting(outbox, mailer, self._apart)
        self._client = await connect(settings, self.name)
        await self._build(settings, post, mailer)
        await self._client.subscribe("casa.post.>", cb=self._heard)
        self._tasks = [
            self._supervised("letters", self._posting.run()),
            self._supervised("reader", self._hearing.run()),
            self._supervised("notices", self._delivery.run()),
        ]
        await settled(self._client)

    async def _build(self, settings: Settings, post: PostSettings, mailer: Mailer) -> None:
        assert self._client is not None
        mark = key(settings.secrets / "post.key")
        vapid = Vapid(kept(settings.secrets / "push.key"), post.contact or settings.public_origin)
        self._pusher = Pusher(self.carrier(post), vapid, settings.public_origin, mark)
        book = Book(self._db, self._apart, Keyring(self._client, self.name), mark)
        diary, notices = Diary(self._db), Notices(self._db)
        zone = settings.zone
        self._delivery = Delivery(diary, notices, book, self._pusher, mailer, self._apart, zone)
        self._asking_for = Asking(book, notices, self._pusher, mailer, self._delivery, self._apart)
        self._hearing = Hearing(diary, self._client, self._apart, await self._apart(diary.cursors))

    def carrier(self, post: PostSettings) -> Carrier:
        return Carrier(Reach(post.push_hosts))

    async def _ways_out(self, settings: Settings) -> PostSettings:
        """A demo has a mail server of its own, which sends nothing on: no letter of it reaches anybody."""
        if not settings.demo:
            return PostSettings()
        self._catcher = Catcher(settings.data / CAUGHT)
        await self._catcher.start()
        return PostSettings(
            smtp_host=LOOPBACK, smtp_port=self._catcher.port, smtp_tls="none", smtp_from="casa@demo.invalid"
        )

    async def _apart(self, work: Any, *arguments: Any) -> Any:
        """In the one thread that owns the store: waiting for the disk must not stop the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _supervised(self, name: str, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.create_task(work, name=f"post.{name}")

        def ended(task: asyncio.Task[None]) -> None:
            if not task.cancelled():
                error = task.exception()
                self._troubles[name] = type(error).__name__ if error else "ended"
                log.error("a part has died", context="post", part=name, error=self._troubles[name])

        task.add_done_callback(ended)
        return task

    async def _heard(self, message: Msg) -> None:
        """Each on its own: a slow mail server holds up nobody else."""
        if message.reply.startswith(FROM_THE_WEB):
            task = asyncio.create_task(self._answer(message))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _answer(self, message: Msg) -> None:
        act = message.subject.rpartition(".")[2]
        try:
            answer = await self._answered(act, message.data)
        except Exception as error:
            log.error("post", act=act, error=type(error).__name__)
            answer = failed("unavailable")
        await message.respond(json.dumps(answer).encode())

    async def _answered(self, act: str, body: bytes) -> dict[str, Any]:
        if act == "letter":
            return await self._posting.asked(body)
        return await self._asking_for.answered(act, body)

    async def stop(self) -> None:
        tasks = [*self._tasks, *self._asking]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.close()
            await self._apart(self._db.close)
            self._thread.shutdown()
        if self._catcher is not None:
            await self._catcher.stop()
        self._client, self._catcher, self._tasks = None, None, []

    def health(self) -> dict[str, Any]:
        """Without a way out for letters the house lives, and says so."""
        connected = self._client is not None and self._client.is_connected
        trouble = [f"{part}: {what}" for part, what in self._troubles.items()]
        said = [] if self._client is None or self.leaves else ["letters: no way out"]
        lag = {context: it.lag for context, it in self._hearing.followings.items()} if self._tasks else {}
        return {"ready": connected and not trouble, "lag": lag, "trouble": [*trouble, *said]}


def key(path: Path) -> bytes:
    """32 bytes, made at first use; they close letters that wait."""
    if not path.exists():
        write_secret(path, os.urandom(32))
    return path.read_bytes()


app = Post()

if __name__ == "__main__":
    from services.kernel.runtime import run_alone

    run_alone(app)
