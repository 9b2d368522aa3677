"""WebKitGTK by its own driver, on a screen nobody sees: the nearest thing to Safari on a telephone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# No sandbox of its own inside ours, and no graphics card.
QUIET = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}


def browser() -> Path | None:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    ready = found and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return found[-1] if ready else None


class WebKit:
    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def goto(self, url: str) -> None:
        self._driver.get(url)

    def run(self, expression: str) -> Any:
        return self._driver.execute_async_script(
            f"const done = arguments[0]; (async () => ({expression}))().then(done, () => done(null));"
        )

    def close(self) -> None:
        self._driver.quit()


@contextmanager
def webkit(display: int = 97) -> Iterator[WebKit]:
    from selenium import webdriver

    screen = subprocess.Popen(
        ["Xvfb", f":{display}", "-screen", "0", "800x1000x24"], stderr=subprocess.DEVNULL
    )
    os.environ.update(QUIET, DISPLAY=f":{display}")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(browser())
    options.add_argument("--automation")
    service = webdriver.WebKitGTKService(executable_path=shutil.which("WebKitWebDriver"))
    engine = WebKit(webdriver.WebKitGTK(options=options, service=service))
    try:
        yield engine
    finally:
        engine.close()
        screen.terminate()
        screen.wait(10)
