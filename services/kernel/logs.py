"""Where a process of its own writes its log: to its output, in lines for people or, for machines, in JSON."""

from collections.abc import MutableMapping
from typing import Any

import structlog

from services.kernel import telemetry
from services.kernel.settings import Settings

Line = MutableMapping[str, Any]


def traced(logger: Any, method: str, line: Line) -> Line:
    """Which trace a line belongs to, where there is one."""
    found = telemetry.traces.id() if telemetry.traces else ""
    return {**line, "trace": found} if found else line


def configure(settings: Settings, process: str) -> None:
    """As the library does it, unless JSON is asked for."""
    if settings.log != "json":
        return

    def named(logger: Any, method: str, line: Line) -> Line:
        return {**line, "process": process}

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            traced,
            named,
            structlog.processors.JSONRenderer(),
        ]
    )
