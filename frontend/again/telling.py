"""What was answered from memory is told in the log once a second: a line of its own costs more than the answer."""

import asyncio
from dataclasses import dataclass

import structlog

from services.kernel import telemetry

EVERY = 1.0

log = structlog.get_logger()


@dataclass
class Tally:
    """Of one kind of page, in one second: how many, and in seconds how long all of them and the slowest took."""

    times: int = 0
    took: float = 0.0
    most: float = 0.0


class Told:
    """As any other request, without ids: the pattern of the path, never the path."""

    def __init__(self) -> None:
        self._by_path: dict[str, Tally] = {}

    def answered(self, path: str, seconds: float) -> None:
        if not self._by_path:
            asyncio.get_running_loop().call_later(EVERY, self._tell)
        it = self._by_path.setdefault(path, Tally())
        it.times, it.took, it.most = it.times + 1, it.took + seconds, max(it.most, seconds)
        telemetry.requested(path, "GET", 200, seconds)

    def _tell(self) -> None:
        told, self._by_path = self._by_path, {}
        for path, it in told.items():
            ms, most = (round(each * 1000, 1) for each in (it.took / it.times, it.most))
            log.info("request", method="GET", path=path, status=200, ms=ms, most=most, again=it.times)
