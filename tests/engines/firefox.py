"""Firefox by WebDriver BiDi: the browser speaks it itself, so nothing stands between."""

import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket

from tests.parts.free_port import free_port

NAMES = ("firefox-esr", "firefox")


def program() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    def __init__(self, port: int) -> None:
        self._socket = connected(port)
        self._ids = itertools.count(1)
        self._say("session.new", {"capabilities": {}})
        self._tab = self._say("browsingContext.create", {"type": "tab"})["context"]

    def goto(self, url: str) -> None:
        self._say("browsingContext.navigate", {"context": self._tab, "url": url, "wait": "complete"})

    def run(self, expression: str) -> Any:
        asked = {
            "expression": f"(async () => JSON.stringify(await ({expression})))()",
            "target": {"context": self._tab},
            "awaitPromise": True,
        }
        found = self._say("script.evaluate", asked)
        assert found["type"] == "success", found
        return json.loads(found["result"].get("value") or "null")

    def close(self) -> None:
        self._socket.close()

    def _say(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]


def connected(port: int) -> websocket.WebSocket:
    for _ in range(300):
        try:
            return websocket.create_connection(
                f"ws://127.0.0.1:{port}/session", timeout=60, suppress_origin=True
            )
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Firefox does not answer")


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    port = free_port()
    profile.mkdir()
    command = [program(), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", port]
    process = subprocess.Popen(
        [str(it) for it in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        engine = Firefox(port)
        yield engine
        engine.close()
    finally:
        process.terminate()
        process.wait(20)
