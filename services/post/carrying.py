"""One request to a push service: to an address checked at this very moment, no redirects, little patience."""

import asyncio
import re
import ssl
from collections.abc import Mapping

from services.post.reach import Forbidden, Reach, Target

PATIENCE = 10.0
LARGEST = 4096
STATUS = re.compile(rb"^HTTP/1\.[01] ([1-5][0-9][0-9])[ \r]")


class NotCarried(Exception):
    """Nobody answered as a push service does; it may be tried again."""


class Carrier:
    """``tls`` says whose certificates are believed; by default those this machine believes."""

    def __init__(self, reach: Reach, tls: ssl.SSLContext | None = None) -> None:
        self.reach = reach
        self._tls = tls or ssl.create_default_context()

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """The status. Raises Forbidden, NotCarried. Of the answer only the first line is looked at."""
        if len(body) > LARGEST:
            raise Forbidden("too-large")
        target = self.reach.target(url)
        address = await self.reach.address(target)
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._exchange(target, address, request(target, headers, body))
        except (OSError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            raise NotCarried(type(error).__name__) from error

    async def _exchange(self, target: Target, address: str, said: bytes) -> int:
        """The name is proved by its certificate, the address by the connection itself: no second look-up."""
        reader, writer = await asyncio.open_connection(
            address, target.port, ssl=self._tls, server_hostname=target.host, limit=LARGEST
        )
        try:
            peer = writer.get_extra_info("peername")
            if not peer or not self.reach.allowed(target, str(peer[0])):
                raise Forbidden("not-public")
            writer.write(said)
            await writer.drain()
            return status(await reader.readline())
        finally:
            writer.transport.abort()


def request(target: Target, headers: Mapping[str, str], body: bytes) -> bytes:
    host = target.origin.removeprefix("https://")
    own = {"Host": host, "Content-Length": str(len(body)), "Connection": "close", **headers}
    lines = [f"POST {target.path} HTTP/1.1", *(f"{name}: {value}" for name, value in own.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def status(line: bytes) -> int:
    found = STATUS.match(line)
    if not found:
        raise NotCarried("no status")
    return int(found[1])
