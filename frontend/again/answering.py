"""Answering from memory: asked first what still holds, recorded who looks, and only then the words leave."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from litestar.types import Message, Scope, Send

from frontend.again.making import MAKING, Making
from frontend.again.memory import Key, Memory
from frontend.again.premises import Glance, version
from frontend.again.rendition import Headers, Rendition
from frontend.again.telling import Told
from frontend.looks.writing import Unrecorded
from frontend.node import Node
from services.kernel import clock


class Again:
    """``pages`` and ``copies`` count what was answered: whole pages, and copies that are still good."""

    def __init__(self, node: Node) -> None:
        self._node, self._memory, self._glance, self._told = node, Memory(), Glance(node), Told()
        self.pages = self.copies = 0

    async def answered(self, asked: Key, scope: Scope, send: Send) -> bool:
        """False where the page must be made anew."""
        it = self._memory.find(asked)
        if it is None:
            return False
        if not self._holds(it):
            self._memory.drop(asked)
            return False
        if it.copy_of(scope["headers"]):
            self.copies += 1
            await said(send, 304, it.unchanged, b"")
            return True
        return it.has_words() and await self._shown(it, send)

    def _holds(self, it: Rendition) -> bool:
        db, session = self._glance.connection(), it.draft.session
        if db is None or self._node.stopping.is_set():
            return False
        known = self._node.sessions.at_hand(session.key)
        return (known is session or known == session) and it.draft.premises.hold(self._node, db, clock.now())

    async def _shown(self, it: Rendition, send: Send) -> bool:
        """Not without it being written down: then it is made anew, with what is not everyday closed."""
        began = time.perf_counter()
        if not await self._noted(it):
            return False
        self.pages += 1
        body = it.body(
            self._node.guardian.another(it.cookie), self._node.moment().isoformat(), self._since(it)
        )
        await said(send, 200, it.headers, body)
        self._told.answered(it.path, time.perf_counter() - began)
        return True

    async def _noted(self, it: Rendition) -> bool:
        """Whether who looks is written down, and it still holds after that; at once where nobody is shown."""
        opening = it.draft.opening
        assert opening
        if not opening.looks:
            return True
        try:
            await self._node.looks.keep(opening.again())
        except Unrecorded:
            return False
        return self._holds(it) and it.has_words()

    def _since(self, it: Rendition) -> str:
        return str(self._node.ticks.mark(it.draft.changes))

    @contextmanager
    def watching(self, asked: Key | None, scope: Scope, send: Send) -> Iterator[Send]:
        """Keeps what is made of this request, if whoever shows it leaves a draft."""
        db = self._glance.connection() if asked else None
        if asked is None or db is None:
            yield send
            return
        making, started = Making(version(db)), list[Message]()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            await send(message)

        token = MAKING.set(making)
        try:
            yield sending
        finally:
            MAKING.reset(token)
        if making.draft is not None and started:
            self._remember(asked, Rendition.made(making.draft, scope, started[0]))

    def _remember(self, asked: Key, it: Rendition | None) -> None:
        if it is not None:
            self._memory.keep(asked, it)


async def said(send: Send, status: int, headers: Headers, body: bytes) -> None:
    length = [] if status == 304 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
