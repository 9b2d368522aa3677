"""A mail server of our own that sends nothing on: it keeps letters in a folder, for a demo and for tests."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

from services.kernel import clock
from services.kernel.secret_file import write_secret

LOOPBACK = "127.0.0.1"
MOST = 200
LARGEST = 1_000_000


class Catcher:
    """Heard on this machine only, at a port the system chooses; the newest 200 letters stay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0

    async def start(self) -> None:
        from aiosmtpd.smtp import SMTP  # lazy: only a demo has one

        loop = asyncio.get_running_loop()

        def heard() -> Any:
            return SMTP(self, data_size_limit=LARGEST, hostname="localhost", loop=loop)

        self._server = await loop.create_server(heard, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        write_secret(self.folder / name_at(clock.now(), envelope.content), envelope.content)
        for old in sorted(self.folder.glob("*.eml"))[:-MOST]:
            old.unlink(missing_ok=True)
        return "250 kept"

    async def stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()


def name_at(moment: datetime, content: bytes) -> str:
    return f"{moment:%Y%m%dT%H%M%S%f}-{abs(hash(content)) % 10**8:08d}.eml"
