"""Where a notice may be sent: only push services of browsers, over TLS, at addresses of the public internet."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from services.post.public import public

PORT = 443
PATIENCE = 5.0
NAME = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$")
PATH = re.compile(r"^[!-~]{1,900}$")

Resolve = Callable[[str, int], Awaitable[list[str]]]


class Forbidden(Exception):
    """Not a place the house sends anything to; the text is a code and repeats nothing of the address."""


@dataclass(frozen=True)
class Target:
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        return f"https://{self.host}" if self.port == PORT else f"https://{self.host}:{self.port}"


async def resolved(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class Reach:
    """``also``: (host, port) of a push service a test has made on this machine; a house never names one."""

    def __init__(
        self,
        hosts: tuple[str, ...],
        resolve: Resolve = resolved,
        also: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        self._hosts, self._resolve, self._also = hosts, resolve, also

    def target(self, url: str) -> Target:
        """Raises Forbidden for whatever is not ``https://<push service>/<path>`` to the letter."""
        try:
            parts = urlsplit(url)
            port = parts.port or PORT
        except ValueError as error:
            raise Forbidden("address") from error
        host = parts.netloc.partition(":")[0]
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.scheme != "https" or not url.startswith("https://") or "#" in url or not PATH.match(path):
            raise Forbidden("address")
        if (host, port) not in self._also and not (port == PORT and self._listed(host)):
            raise Forbidden("host")
        return Target(host, port, path)

    def _listed(self, host: str) -> bool:
        if not NAME.match(host):
            return False
        return any(host == it or (it.startswith(".") and host.endswith(it)) for it in self._hosts)

    async def address(self, target: Target) -> str:
        """One to connect to. Raises Forbidden unless every address of that name is public."""
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise Forbidden("no-address") from error
        if not found or not all(self.allowed(target, each) for each in found):
            raise Forbidden("not-public")
        return found[0]

    def allowed(self, target: Target, address: str) -> bool:
        return public(address) or (target.host, target.port) in self._also

    async def check(self, url: str) -> Target:
        target = self.target(url)
        await self.address(target)
        return target
