"""As little of a browser as clicking needs, so that its own time hardly counts: one connection, one cookie."""

import asyncio
import re
from collections.abc import AsyncIterator
from urllib.parse import urlencode, urlsplit

from tests.people import Person

FORM = "application/x-www-form-urlencoded"
HTMX = {"hx-request": "true"}
TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')
Headers = dict[str, str]
GOOD = ("200", "303")


class Unexpected(RuntimeError):
    """The house answered something else than a page."""


class Browser:
    """``url`` is the house's address. One request at a time."""

    def __init__(self, url: str) -> None:
        self.address = urlsplit(url)
        self.cookie = ""
        self.etag = ""
        """Of the last page that had one."""

    async def open(self) -> "Browser":
        self._reader, self._writer = await asyncio.open_connection(self.address.hostname, self.address.port)
        return self

    def close(self) -> None:
        self._writer.close()

    async def enter(self, person: Person) -> None:
        """Signs in on the page of the demo."""
        token = TOKEN.search(await self.get("/demo"))
        if token is None:
            raise Unexpected("no sign-in form")
        await self.post("/demo", {"who": str(person.id), "_csrf_token": token[1]}, {})

    async def get(self, path: str, headers: Headers | None = None, expected: tuple[str, ...] = GOOD) -> str:
        return await self._ask("GET", path, b"", headers or {}, expected)

    async def post(self, path: str, fields: dict[str, str], headers: Headers) -> str:
        return await self._ask("POST", path, urlencode(fields).encode(), {"content-type": FORM, **headers})

    async def post_json(self, path: str, body: bytes, headers: Headers) -> str:
        return await self._ask("POST", path, body, {"content-type": "application/json", **headers})

    async def news(self, since: int) -> AsyncIterator[int]:
        """Takes the connection for good: the number of each change that concerns this reader."""
        self._send("GET", f"/novita?since={since}", b"", {"accept": "text/event-stream"})
        while line := await self._reader.readline():
            if line.startswith(b"id:"):
                yield int(line[3:])

    async def _ask(
        self, method: str, path: str, body: bytes, headers: Headers, expected: tuple[str, ...] = GOOD
    ) -> str:
        if self._reader.at_eof():  # the house closes a connection that was idle for some seconds
            await self.open()
        self._send(method, path, body, headers)
        status = (await self._reader.readline()).split()[1].decode()
        length = 0
        while (line := (await self._reader.readline()).decode().strip()) != "":
            name, _, value = line.partition(": ")
            length = int(value) if name.lower() == "content-length" else length
            self.etag = value if name.lower() == "etag" else self.etag
            if name.lower() == "set-cookie" and value.startswith("casa="):
                self.cookie = value.partition(";")[0]
        answer = (await self._reader.readexactly(length)).decode()
        if status not in expected:
            raise Unexpected(f"{method} {path}: {status}")
        return answer

    def _send(self, method: str, path: str, body: bytes, headers: Headers) -> None:
        known = {
            "host": self.address.netloc,
            "content-length": str(len(body)),
            "cookie": self.cookie,
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in known.items() if value)
        self._writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
