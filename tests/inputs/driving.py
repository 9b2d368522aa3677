"""Many connections at once to one house on this machine, each with one of the cast behind it."""

import asyncio
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.people import Person

PATIENCE = 60.0
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Line:
    """A connection kept open; opened anew when the house closes it."""

    port: int
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def say(self, whole: bytes, head: bool = False) -> Answer:
        """Status, headers, body. Raises OSError or TimeoutError when no answer comes twice."""
        for again in (True, False):
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._once(whole, head)
            except (OSError, EOFError):
                self.close()
                if not again:
                    raise
        raise AssertionError

    async def _once(self, whole: bytes, head: bool) -> Answer:
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        self.writer.write(whole)
        await self.writer.drain()
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for name, _, text in (it.partition(":") for it in lines if it):
            headers[name.lower()] = f"{headers.get(name.lower(), '')} {text}".strip()
        status = int(first.split()[1])
        body = b"" if head or status in (204, 304) else await self._body(self.reader, headers)
        if headers.get("connection") == "close":
            self.close()
        return status, headers, body

    async def _body(self, reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        if headers.get("transfer-encoding") != "chunked":
            return b""
        whole = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            whole += (await reader.readexactly(size + 2))[:-2]
        await reader.readexactly(2)
        return whole

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


@dataclass
class Hand:
    """One of the cast: their cookie and a token that fits it; comes in again once the session is over."""

    person: Person | None
    port: int
    cookie: str = ""
    token: str = ""
    user: str = ""
    over: bool = True
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def come_in(self) -> None:
        async with self.lock:
            if not self.over:
                return
            line, host = Line(self.port), f"localhost:{self.port}"
            _, headers, body = await line.say(plain("GET", "/demo", host))
            self.cookie, self.token = cookie_of(headers), token_of(body)
            if self.person:
                form = urlencode({"_csrf_token": self.token, "who": str(self.person.id)}).encode()
                _, headers, _ = await line.say(plain("POST", "/demo", host, self.cookie, form))
                self.cookie = cookie_of(headers)
                _, _, body = await line.say(plain("GET", "/avviso", host, self.cookie))
                self.token = token_of(body)
                self.user = user_of(body)
            self.over = False
            line.close()


def plain(method: str, path: str, host: str, cookie: str = "", body: bytes = b"") -> bytes:
    kind = "content-type: application/x-www-form-urlencoded\r\n" if body else ""
    head = f"{method} {path} HTTP/1.1\r\nhost: {host}\r\ncookie: casa={cookie}\r\n{kind}"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


def cookie_of(headers: dict[str, str]) -> str:
    found = re.search(r"casa=([^;]+)", headers.get("set-cookie", ""))
    assert found, headers
    return found[1]


def token_of(page: bytes) -> str:
    found = re.search(rb'x-csrftoken": "([0-9a-f]+)"|name="_csrf_token" value="([0-9a-f]+)"', page)
    assert found
    return (found[1] or found[2]).decode()


def user_of(page: bytes) -> str:
    """What the phone of this person is called to the house."""
    found = re.search(rb'name="casa-user" content="([^"]*)"', page)
    return found[1].decode() if found else ""


@dataclass
class Tally:
    """How it went; ``wrong`` holds what must not be."""

    begun: float = field(default_factory=time.monotonic)
    took: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    wrong: list[dict[str, str]] = field(default_factory=list)

    def note(self, status: int, seconds: float) -> None:
        self.took.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    @property
    def rate(self) -> float:
        return len(self.took) / (time.monotonic() - self.begun)

    def slowest(self, part: float = 1.0) -> float:
        return sorted(self.took)[int((len(self.took) - 1) * part)] if self.took else 0.0
