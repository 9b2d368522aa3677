"""Every page of the cast at phone size, light and dark: nothing axe finds, nothing sideways,
nothing the browser complains of; `make screens` keeps a picture of each."""

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Error, Page

from tests.frontend.test_style_in_browser import RULES, TOO_SMALL, TOO_WIDE, violations
from tests.frontend.walking import handlers
from tests.parts.browser import holds
from tests.people import AHMED, GIULIA, NADIA, ROSA, Person
from tests.system.house import House
from tests.system.pages_of_the_cast import EVERY, NOT_LOOKED_AT, pattern_of
from tests.system.phone import Phones, photograph

# Chromium notes every answer that is not fine; this address is asked for because it is not there.
MISSING = "/niente"
# The phones of these tests keep no pages; the browser says so, and would say it to nobody else.
NO_WORKER = "Service Worker registration blocked by Playwright"
SCHEMES = ("light", "dark")
# Whoever needs easy words comes here as one of these; the macros of all other pages are among theirs.
READ_EASILY = (None, GIULIA, AHMED, NADIA, ROSA)
COLOURS = ("color-contrast",)  # all that differs between the two
PHONE, NARROW = {"width": 390, "height": 844}, {"width": 320, "height": 640}


def test_every_page_is_looked_at_by_somebody(tmp_path: Path) -> None:
    patterns = sorted(
        {at for at, it in handlers(tmp_path) if "GET" in it.http_methods and not at.startswith("/static")}
    )
    seen = {pattern_of(path, patterns) for _, path in EVERY}

    assert [it for it in patterns if it not in seen and it not in NOT_LOOKED_AT] == []


@pytest.fixture(scope="module")
async def looking(browser: Browser, demo: House) -> AsyncIterator[Phones]:
    held = Phones(browser, demo.url)
    yield held
    await held.close()


@pytest.mark.parametrize(
    ("who", "path"), EVERY, ids=[f"{it.first_name if it else 'nobody'}{at}" for it, at in EVERY]
)
async def test_a_page_fits_and_can_be_used_by_everyone(
    looking: Phones, who: Person | None, path: str
) -> None:
    page = await held_by(looking, who)
    said: list[str] = []
    listening = listen(page, said)
    await page.goto(looking.house + path)
    assert page.url == looking.house + path, "led elsewhere"
    await page.evaluate("document.fonts.ready")
    await holds(page, "!!window.htmx")
    found: dict[str, Any] = {}
    for scheme in SCHEMES:
        # Without motion: a colour still on its way from light to dark is nobody's contrast.
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        await photograph(page, scheme, picture(who, path), whole=False)
        found[scheme] = await violations(page, RULES if scheme == "light" else COLOURS)
    found["easy"] = await easily(page) if who in READ_EASILY else []
    found["small"] = await page.evaluate(TOO_SMALL)
    found["sideways"] = await sideways(page)
    listening()

    assert found == {"light": [], "dark": [], "easy": [], "small": [], "sideways": (0, 0)}
    assert said == [] or path == MISSING


async def easily(page: Page) -> Any:
    """What axe finds with the big letters of the easy mode."""
    await page.evaluate("document.documentElement.classList.add('easy')")
    found = await violations(page)
    await page.evaluate("document.documentElement.classList.remove('easy')")
    return found


async def sideways(page: Page) -> tuple[int, int]:
    """Pixels beyond the edge of the narrowest phone, as it comes and with letters twice as big."""
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    plain = await page.evaluate(TOO_WIDE)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    big = await page.evaluate(TOO_WIDE)
    await page.evaluate("document.documentElement.style.fontSize = ''")
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return plain, big


def listen(page: Page, said: list[str]) -> Callable[[], None]:
    """All that the console of the browser says from now on, until what is returned is called."""

    def console(it: ConsoleMessage) -> None:
        # These phones have no worker, and their browser says so.
        if "blocked by Playwright" not in it.text:
            said.append(f"{it.type}: {it.text}")

    def broken(it: Error) -> None:
        said.append(str(it))

    page.on("console", console)
    page.on("pageerror", broken)

    def stop() -> None:
        page.remove_listener("console", console)
        page.remove_listener("pageerror", broken)

    return stop


async def held_by(looking: Phones, who: Person | None) -> Page:
    if who:
        return (await looking.of(who)).page
    return (looking.held.get("nobody") or await looking.new("nobody")).page


def picture(who: Person | None, path: str) -> str:
    name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "una", path.strip("/")).replace("/", "-").replace("?", "-")
    return f"{who.first_name.lower() if who else 'chiunque'}-{name}"
