"""What the walk asks of any browser: go somewhere, run a line of script, wait until something is so."""

import time
from typing import Any, Protocol

PATIENCE = 20.0


class Engine(Protocol):
    def goto(self, url: str) -> None: ...

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression that JSON can say; a promise is awaited."""

    def close(self) -> None: ...


def until(engine: Engine, expression: str, patience: float = PATIENCE) -> Any:
    """The first value that is not false. Raises AssertionError with what the page says instead."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if value := asked(engine, expression):
            return value
        time.sleep(0.1)
    shown = asked(engine, "location.href + ' ' + document.body.innerText.slice(0, 600)")
    raise AssertionError(f"never so: {expression}\n{shown}")


def asked(engine: Engine, expression: str) -> Any:
    """None while the page is being changed for another."""
    try:
        return engine.run(expression)
    except Exception:  # each driver has its own error for a page on its way out
        return None
