"""The house that is broken: the demo's months, then every part as its own process and two web nodes."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from deploy import child
from tests.chaos.bus import here
from tests.parts.free_port import free_port
from tests.system.house import living

AGAIN = 0.5
PATIENCE = 120.0
ROOT = Path(__file__).parents[2]


class Premises:
    """``data`` is the house's, ``other`` that of a second web node, on another machine as it were (``two``)."""

    def __init__(self, folder: Path, store: str = "sqlite", two: bool = True) -> None:
        self.two = two
        self.release: Path | None = None
        """The tree of another release, which the second web node is then of."""
        self.data, self.other = folder / "casa", folder / "node"
        self.store = store
        self.port, self.other_port = free_port(), free_port()
        self.split: subprocess.Popen[bytes] | None = None
        self.web: subprocess.Popen[bytes] | None = None
        self.folder = folder
        self.told = ""
        """Where the second web node believes the message server to be."""

    def environment(self, data: Path, port: int) -> dict[str, str]:
        """What people type is one address, whichever node answers."""
        own = {"CASA_DATA": str(data), "CASA_PORT": str(port), "CASA_DEMO": "1"}
        return {**os.environ, **own, "CASA_ORIGIN": f"http://localhost:{self.port}"}

    @property
    def nodes(self) -> dict[str, Path]:
        """Address → where that node keeps its read model."""
        own, other = f"http://localhost:{self.port}", f"http://localhost:{self.other_port}"
        return {own: self.data, **({other: self.other} if self.two else {})}

    @property
    def alike(self) -> dict[str, Path]:
        """Those whose pages are of this release."""
        return {node: data for node, data in self.nodes.items() if data == self.data or self.release is None}

    def play(self) -> None:
        """The demo's months, by the real services; then that house is stopped."""
        with set_to(CASA_STORE=self.store), living("demo", self.data) as house:
            settle(house.url)

    def start(self) -> None:
        with (self.folder / "split.log").open("ab") as log:
            self.split = child.spawn(
                [sys.executable, "-m", "deploy.split"], cwd=ROOT, stdout=log, stderr=log,
                env={**self.environment(self.data, self.port), "CASA_STORE": self.store},
            )  # fmt: skip

    def start_web(self) -> None:
        """Only with the secrets of the house and its message server's address."""
        self.told = address = here(self.data)
        if not address:
            return
        self.other.mkdir(exist_ok=True)
        for part in ("secrets", "demo.json"):
            if not (self.other / part).exists():
                copy = shutil.copytree if (self.data / part).is_dir() else shutil.copy
                copy(self.data / part, self.other / part)
        with (self.folder / "other-web.log").open("ab") as log:
            self.web = child.spawn(
                [sys.executable, "-m", "deploy.web"], cwd=self.release or ROOT, stdout=log, stderr=log,
                env={**self.environment(self.other, self.other_port), "CASA_NATS": address},
            )  # fmt: skip

    async def keep(self) -> None:
        """Until cancelled: as a machine's own supervisor would, starts again what has ended."""
        while True:
            if self.split is None or self.split.poll() is not None:
                await asyncio.sleep(AGAIN)
                self.start()
            if self.two and (self.web is None or self.web.poll() is not None):
                await asyncio.sleep(AGAIN)
                self.start_web()
            elif self.two and self.web and here(self.data) not in ("", self.told):
                self.web.kill()  # as its operator would: the house came back at another address
            await asyncio.sleep(0.1)

    def everything(self) -> None:
        """All at once, as when the plug is pulled."""
        for it in (self.split, self.web):
            if it is not None and it.poll() is None:
                it.kill()

    def family(self) -> list[psutil.Process]:
        if self.split is None or self.split.poll() is not None:
            return []
        try:
            return psutil.Process(self.split.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    async def up(self) -> None:
        """Until both web nodes answer and every part has heard everything. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(timeout=5) as client:
            for node in self.nodes:
                while not await at_rest(client, node):
                    await asyncio.sleep(0.2)

    def stop(self) -> None:
        if self.web is not None:
            child.stop(self.web)
        if self.split is not None:
            child.stop(self.split, patience=30, ask=signal.SIGINT)


async def at_rest(client: httpx.AsyncClient, node: str) -> bool:
    try:
        answer = await client.get(f"{node}/healthz")
        parts = answer.json()["parts"]
    except (httpx.HTTPError, ValueError, KeyError):
        return False
    return answer.status_code == 200 and not any(lag for it in parts.values() for lag in it["lag"].values())


def settle(url: str) -> None:
    async def settled() -> None:
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(timeout=5) as client:
            while not await at_rest(client, url):
                await asyncio.sleep(0.1)

    asyncio.run(settled())


@contextmanager
def set_to(**names: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
