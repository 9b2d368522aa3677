"""Three message servers that are one, started as deploy/k8s starts them; each in a network of its own, if we may."""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nats.errors import Error as NatsError
from nats.js.errors import APIError

from deploy import child
from deploy.nats import config, streams
from deploy.nats.server import SILENT, binary
from deploy.nats.users import Passwords, passwords
from services.kernel.courier import connection
from tests.parts.free_port import free_port

CLIENTS, PEERS = 4222, 6222
PATIENCE = 60.0


@dataclass
class Server:
    """``clients`` and ``peers`` are addresses; ``within`` goes before its command, ``link`` is its cable."""

    name: str
    folder: Path
    clients: str
    peers: str
    within: tuple[str, ...] = ()
    link: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self, routes: str) -> None:
        told = [f"--name={self.name}", "--cluster_name=casa", f"--cluster_listen=nats://{self.peers}"]
        command = [*self.within, binary(), "-c", self.folder / "server.conf", *told, f"--routes={routes}"]
        self.process = child.spawn(command, **SILENT)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(30)

    def unplug(self) -> None:
        """Nothing goes in or out, and nobody is told."""
        ip("link", "set", self.link, "down")

    def plug(self) -> None:
        ip("link", "set", self.link, "up")


@dataclass
class ThreeServers:
    servers: list[Server]
    passwords: Passwords

    @property
    def url(self) -> str:
        return ",".join(f"nats://{it.clients}" for it in self.servers)

    @property
    def routes(self) -> str:
        return ",".join(f"nats://{it.peers}" for it in self.servers)

    def options(self, user: str) -> dict[str, Any]:
        return {"servers": self.url.split(","), **connection(user, self.passwords[user])}

    def named(self, name: str) -> Server:
        return next(it for it in self.servers if it.name == name)

    def start(self) -> None:
        for it in self.servers:
            it.start(self.routes)

    async def declare(self) -> None:
        """Again and again until they have found each other and a leader."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                await streams.declare(self.url, self.passwords["topology"], 3)
                return
            except (NatsError, APIError, OSError):
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.5)


@contextmanager
def side_by_side(data: Path) -> Iterator[ThreeServers]:
    """On one network: any of them can be killed."""
    known = passwords(data)
    servers = [
        Server(f"nats-{n}", data / f"nats-{n}", local(), local()) for n in range(3)
    ]  # fmt: skip
    with running(servers, known) as three:
        yield three


@contextmanager
def apart(data: Path) -> Iterator[ThreeServers]:
    """Each in a network namespace on one bridge: any can be cut off without a word. Root on Linux only."""
    known = passwords(data)
    with cables() as nets:
        servers = [
            Server(f"nats-{n}", data / f"nats-{n}", f"{address}:{CLIENTS}", f"{address}:{PEERS}",
                   ("ip", "netns", "exec", space), link)
            for n, (space, address, link) in enumerate(nets)
        ]  # fmt: skip
        with running(servers, known) as three:
            yield three


@contextmanager
def running(servers: list[Server], known: Passwords) -> Iterator[ThreeServers]:
    three = ThreeServers(servers, known)
    for it in servers:
        it.folder.mkdir(parents=True)
        (it.folder / "server.conf").write_text(config.render(it.clients, str(it.folder / "jetstream"), known))
    try:
        three.start()
        yield three
    finally:
        for it in servers:
            it.kill()


@contextmanager
def cables() -> Iterator[list[tuple[str, str, str]]]:
    """(namespace, address, name of our end of its cable) of three networks that meet on a bridge of ours."""
    mark = f"{os.getpid() % 0xFFFFF:x}"
    bridge, net = f"casab{mark}", f"10.{os.getpid() % 200 + 20}.{os.getpid() // 200 % 250}"
    made = [(f"casan{mark}{n}", f"{net}.{n + 1}", f"casav{mark}{n}") for n in range(3)]
    try:
        ip("link", "add", bridge, "type", "bridge")
        ip("addr", "add", f"{net}.254/24", "dev", bridge)
        ip("link", "set", bridge, "up")
        for space, address, link in made:
            wire(bridge, space, address, link)
        yield made
    finally:
        for space, _, link in made:
            subprocess.run(["ip", "link", "del", link], capture_output=True, check=False)
            subprocess.run(["ip", "netns", "del", space], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", bridge], capture_output=True, check=False)


def wire(bridge: str, space: str, address: str, link: str) -> None:
    ip("netns", "add", space)
    ip("link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", space)
    ip("link", "set", link, "master", bridge, "up")
    ip("-n", space, "addr", "add", f"{address}/24", "dev", "eth0")
    ip("-n", space, "link", "set", "eth0", "up")
    ip("-n", space, "link", "set", "lo", "up")


def ip(*command: str) -> None:
    subprocess.run(["ip", *command], check=True, capture_output=True)


def why_not_apart() -> str | None:
    """Why there can be no networks of their own here; None when there can."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        return "networks of one's own need root and the program ip"
    probe = f"casap{os.getpid()}"
    try:
        ip("netns", "add", probe)
        ip("netns", "del", probe)
        ip("link", "add", probe, "type", "bridge")
        ip("link", "del", probe)
    except subprocess.CalledProcessError as error:
        return f"no networks of one's own here: {error.stderr.decode().strip()}"
    return None


def local() -> str:
    return f"127.0.0.1:{free_port()}"
