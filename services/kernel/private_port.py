"""The private port of a process: measures, whether it is alive, whether it is ready. For probes, never for people."""

import asyncio
import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from services.kernel import telemetry

LONGEST = 4096
PATIENCE = 5.0
TEXT = "text/plain; version=0.0.4; charset=utf-8"
Readiness = Callable[[], Mapping[str, Any]]


class PrivatePort:
    """`/healthz` answers as long as the loop turns: restart what does not. `/readyz` is 503 while not ready."""

    def __init__(self, readiness: Readiness) -> None:
        self._readiness = readiness
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int) -> None:
        self._server = await asyncio.start_server(self._answer, host, port, limit=LONGEST)

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                first = (await reader.readline()).decode("latin-1").split()
                while (await reader.readline()).strip():
                    pass
            status, kind, body = self._page(first[1] if len(first) > 1 and first[0] == "GET" else "")
            head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {kind}\r\n"
            head += f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        except (
            OSError,
            ValueError,
        ):  # whoever asked has gone, or asked for too much; OSError includes TimeoutError
            pass
        finally:
            writer.close()

    def _page(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        match path.partition("?")[0]:
            case "/healthz":
                return HTTPStatus.OK, "application/json", b'{"alive": true}'
            case "/readyz":
                state = self._readiness()
                status = HTTPStatus.OK if state["ready"] else HTTPStatus.SERVICE_UNAVAILABLE
                return status, "application/json", json.dumps(state).encode()
            case "/metrics" if telemetry.measures:
                return HTTPStatus.OK, TEXT, telemetry.measures.page()
        return HTTPStatus.NOT_FOUND, "text/plain", b""
