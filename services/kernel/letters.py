"""Commands as they arrived: jobs whose order is read by the writer itself, and answers that leave together."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from events.envelope import Reply
from services.kernel.orders import Job, Order

Answer = tuple[str, bytes]
"""The address a reply goes to, and its bytes."""


class Reader(Protocol):
    """What the desk does about a letter, in the writer's thread; none of it raises."""

    def opened(self, letter: "Letter") -> bool: ...
    def answer(self, letter: "Letter", reply: Reply) -> None: ...
    def failed(self, letter: "Letter", error: Exception) -> None: ...


class Letter(Job):
    """One command nobody has read yet. Reading it in the writer's thread spares the loop a future, a task and two
    changes of thread for each command: only batches go to and fro.

    Once read it has its order, and in ``seen`` what its asker knew.
    """

    def __init__(self, desk: Reader, subject: str, body: bytes, reply_to: str, trace: str = "") -> None:
        self.desk = desk
        self.subject = subject
        self.body = body
        self.reply_to = reply_to
        self.trace = trace
        self.seen: dict[str, int] = {}
        self.orders: tuple[Order, ...] = ()
        self.also = ()
        self.standings = ()

    def ready(self) -> bool:
        return self.desk.opened(self)

    def answer(self, replies: list[Reply]) -> None:
        self.desk.answer(self, replies[0])

    def fail(self, error: Exception) -> None:
        self.desk.failed(self, error)


class Postbag:
    """Answers put in one by one, from any thread; ``leave`` wakes the loop once for all of them."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send: Callable[[list[Answer]], object]) -> None:
        self.loop = loop
        self.send = send
        self.waiting: deque[Answer] = deque()

    def put(self, to: str, reply: Reply) -> None:
        self.waiting.append((to, reply.to_bytes()))

    def leave(self) -> None:
        taken: list[Answer] = []
        with suppress(IndexError):
            while True:
                taken.append(self.waiting.popleft())
        if taken:
            with suppress(RuntimeError):  # at the very end the loop is closed, and nobody listens
                self.loop.call_soon_threadsafe(self.send, taken)
