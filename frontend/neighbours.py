"""How the parts in other processes are, as each says of itself every two seconds on the message server."""

import json
from collections.abc import Collection, Mapping
from time import monotonic
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg

from services.kernel.health import told

SUBJECT = "casa.health.*"
SILENCE = 8.0
"""Seconds after which one that says nothing is not ready."""


class Neighbours:
    """``expected`` are the parts that must be there: one never heard is not ready, either."""

    def __init__(self, expected: Collection[str]) -> None:
        self._heard: dict[str, tuple[dict[str, Any], float]] = {}
        self._expected = expected
        self._since = monotonic()

    async def listen(self, client: Client) -> None:
        await client.subscribe(SUBJECT, cb=self._hear)

    async def _hear(self, message: Msg) -> None:
        name = message.subject.rpartition(".")[2]
        try:
            said = json.loads(message.data)
        except ValueError:
            return
        if name in self._expected and isinstance(said, Mapping):
            self._heard[name] = told(said), monotonic()

    def __call__(self) -> dict[str, Any]:
        """Part → its health; a part that is silent keeps its last lag, and is not ready."""
        return {name: self._state(name) for name in self._expected}

    def _state(self, name: str) -> dict[str, Any]:
        state, at = self._heard.get(name, ({"lag": {}, "trouble": []}, self._since))
        if monotonic() - at < SILENCE and name in self._heard:
            return state
        return {**state, "ready": False, "trouble": [*state["trouble"], "silent"]}
