"""The small house on a loop of its own, for tests that are not asynchronous themselves."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tests.frontend.house import House, house
from tests.parts.nats import running_nats

T = TypeVar("T")


class Apart:
    """``do`` runs something beside the house and waits for it."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.stack = AsyncExitStack()
        self.thread.start()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def close(self) -> None:
        self.do(self.stack.aclose())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)


@contextmanager
def house_apart(data: Path) -> Iterator[tuple[Apart, House]]:
    apart = Apart()
    with running_nats(data) as nats:
        try:
            yield apart, apart.do(apart.stack.enter_async_context(house(nats, data)))
        finally:
            apart.close()
