"""A bad line between phone and house: it loses answers after the house has acted, is slow, or is down."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.frontend.serving import served
from tests.system.house import House

HOP = {
    b"connection",
    b"keep-alive",
    b"transfer-encoding",
    b"content-length",
    b"content-encoding",
    b"accept-encoding",
}


@dataclass
class Line:
    """`mute`: what is sent does not arrive. `lose`: so many answers are taken away after the house has acted.

    `seen`: who sent it (page or worker), and the batch.
    """

    house: House
    url: str = ""
    lose: int = 0
    slow: float = 0.0
    down: bool = False
    mute: bool = False
    change: Callable[[str, bytes], bytes] | None = None
    seen: list[tuple[str, str]] = field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = await read(receive)
        if scope["path"] == "/novita":
            return await answer(send, 204, [], b"")
        status, headers, out = await self.through(scope, body)
        await answer(send, status, headers, out)

    async def through(self, scope: Any, body: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        path = scope["path"] + (f"?{scope['query_string'].decode()}" if scope["query_string"] else "")
        batch = (scope["method"], scope["path"]) == ("POST", "/invii")
        if self.down or (self.mute and batch):
            return 503, [], b""
        if self.slow and not path.startswith("/static"):
            await asyncio.sleep(self.slow)
        headers = [(name, value) for name, value in scope["headers"] if name not in HOP]
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.house.port}", timeout=30) as client:
            got = await client.request(scope["method"], path, headers=headers, content=body)
        if batch:
            by = dict(scope["headers"]).get(b"x-outbox", b"").decode()
            self.seen.append((by, body.decode()))
            if self.lose:
                self.lose -= 1
                return 502, [], b"lost"
        out = self.change(scope["path"], got.content) if self.change else got.content
        kept = [(name, value) for name, value in got.headers.raw if name.lower() not in HOP]
        return got.status_code, kept, out


async def read(receive: Any) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


async def answer(send: Any, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [*headers, (b"content-length", str(len(body)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": body})


@contextmanager
def line(house: House) -> Iterator[Line]:
    it = Line(house)
    with served(it) as url:  # type: ignore[arg-type]
        it.url = url.replace("127.0.0.1", "localhost")
        yield it
