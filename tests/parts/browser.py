"""A real browser with the screen of a phone."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Playwright, async_playwright

PHONE = {"width": 390, "height": 844}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OpenPhone = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    """Chromium, started once; the run's output says which one."""
    async with async_playwright() as playwright:
        program = find(playwright) or install(playwright)
        say(request, f"browser: {program}")
        launched = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        await launched.close()


@pytest.fixture
async def open_phone(browser: Browser) -> AsyncIterator[OpenPhone]:
    """`await open_phone()` is the page of a new phone with cookies of its own; options go to its context."""
    phones: list[BrowserContext] = []

    async def open_one(**options: Any) -> Page:
        settings = {"viewport": PHONE, "locale": "it-IT", "timezone_id": "Europe/Rome", "has_touch": True}
        phones.append(await browser.new_context(**{**settings, "service_workers": "block", **options}))
        return await phones[-1].new_page()

    yield open_one
    for phone in phones:
        await phone.close()


async def holds(page: Page, said: str, arg: Any = None, patience: float = 30.0) -> None:
    """Until it is true in the page. Asked from outside: a page of ours evaluates no text by itself."""
    deadline = time.monotonic() + patience
    while not await page.evaluate(said, arg):
        assert time.monotonic() < deadline, said
        await asyncio.sleep(0.03)


@pytest.fixture
async def page(open_phone: OpenPhone) -> Page:
    """One phone's page."""
    return await open_phone()


def find(playwright: Playwright) -> str | None:
    """A browser already here: named by CASA_CHROMIUM, on PATH, or installed by Playwright."""
    named = os.environ.get("CASA_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return found or existing(playwright.chromium.executable_path)


def existing(path: str) -> str | None:
    return path if Path(path).exists() else None


def install(playwright: Playwright) -> str:
    return (
        by_playwright(playwright)
        or by_system()
        or pytest.fail("no Chromium: install one, or name it in CASA_CHROMIUM")
    )


def by_playwright(playwright: Playwright) -> str | None:
    command = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]
    try:
        subprocess.run(command, timeout=300, check=True, capture_output=True)
    except (subprocess.SubprocessError, OSError):
        return None
    return headless_shell(Path(playwright.chromium.executable_path))


def headless_shell(chromium: Path) -> str | None:
    """Playwright's small browser lies beside the full one, in chromium_headless_shell-<number>."""
    for cache in chromium.parents:
        if found := next(cache.glob("chromium_headless_shell-*/*/*headless*shell*"), None):
            return str(found)
    return None


def by_system() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "--quiet", *command], timeout=600, check=False, capture_output=True)
    return shutil.which("chromium")


def say(request: pytest.FixtureRequest, line: str) -> None:
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.write_line(line)
