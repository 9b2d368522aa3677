"""One phone with its worker, its network in our hands, and a visit that may be written on."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext, Page

from deploy.demo.story.accompaniment import visit_of
from tests.people import COHABITATION_SAN_VITO, SARA, Person
from tests.system.house import House

VISIT = f"/visite/{visit_of(COHABITATION_SAN_VITO, 0)['stream']}"
NOTE = f'form[data-outbox][action="{VISIT}/note"]'
PATIENCE = 30.0


async def until(what: Callable[[], Awaitable[Any]], why: str = "", patience: float = PATIENCE) -> Any:
    """Asked again and again, never slept for."""
    deadline = time.monotonic() + patience
    last: Any = None
    while time.monotonic() < deadline:
        try:
            if last := await what():
                return last
        except Exception as error:
            last = error
        await asyncio.sleep(0.03)
    raise AssertionError(f"{why or what}: {last!r}")


@dataclass
class Hand:
    context: BrowserContext
    page: Page
    house: House
    url: str

    async def sign_in(self, who: Person = SARA) -> None:
        await self.page.goto(f"{self.url}/demo")
        async with self.page.expect_navigation():
            await self.page.locator(f'button[value="{who.id}"]').tap()
        await self.controlled()

    async def controlled(self) -> None:
        """A worker whose first files did not all come is asked for again by the next page, as on any phone."""
        try:
            await until(self.in_charge, "the worker")
        except AssertionError:
            await self.page.reload()
            await until(self.in_charge, "the worker, after another page")
        await self.ready()

    async def in_charge(self) -> Any:
        return await self.page.evaluate("!!navigator.serviceWorker.controller && !!window.Casa")

    async def ready(self) -> None:
        await until(lambda: self.page.evaluate("Casa.restored.then(() => true)"), "the page's script")

    async def open(self, path: str = VISIT) -> None:
        await self.page.goto(self.url + path, wait_until="domcontentloaded")
        await self.ready()

    async def keeps(self, path: str = VISIT) -> None:
        """A copy of that page is here."""
        await until(lambda: self.has(path), f"no copy of {path}")

    async def has(self, path: str) -> bool:
        ids = await self.page.evaluate("Casa.all('pages').then(them => them.map(it => it.id))")
        return any(it.endswith(f" {path}") for it in ids)

    async def type(self, text: str) -> None:
        form = self.page.locator(NOTE).first
        await form.evaluate(
            "it => { it.closest('details')?.setAttribute('open', ''); it.closest('[hidden]')?.removeAttribute('hidden') }"
        )
        await form.locator("textarea[name=text]").fill(text)
        for name, value in (("visibility", "team"), ("section", None)):
            choice = form.locator(f"input[name={name}]" + (f'[value="{value}"]' if value else "")).first
            await choice.evaluate(
                "it => { it.checked = true; it.dispatchEvent(new Event('input', {bubbles: true})) }"
            )

    async def write(self, text: str) -> None:
        """Typed, tapped, and said to be kept."""
        before = await self.count()
        await self.type(text)
        await self.save()
        await until(lambda: self.more_than(before), f"{text!r} is not kept")

    async def save(self) -> None:
        await self.page.locator(NOTE).first.evaluate("it => it.requestSubmit()")

    async def more_than(self, count: int) -> bool:
        return await self.count() > count

    async def count(self) -> int:
        return len(await self.items())

    async def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.page.evaluate(
            "Casa.items().then(them => them.map(({id, state, user, reason}) => ({id, state, user, reason})))"
        )
        return found

    async def states(self) -> list[str]:
        return [it["state"] for it in await self.items()]

    async def pending(self, count: int) -> None:
        async def so() -> bool:
            return await self.page.locator("#sync").get_attribute("data-pending") == str(count)

        await until(so, f"not {count} pending")

    async def all_sent(self) -> None:
        async def so() -> bool:
            return set(await self.states()) == {"sent"}

        await until(so, "something is not sent")

    async def cut(self, off: bool = True) -> None:
        await self.context.set_offline(off)


def notes(house: House) -> int:
    """How many notes stand in the service's own store."""
    with sqlite3.connect(f"file:{house.data / 'accompaniment.sqlite'}?mode=ro", uri=True) as db:
        found: int = db.execute(
            "SELECT count(*) FROM stored_events WHERE topic LIKE '%.NoteWritten'"
        ).fetchone()[0]
        return found


def accepted(house: House) -> set[str]:
    """Commands the service has said yes to."""
    with sqlite3.connect(f"file:{house.data / 'accompaniment.sqlite'}?mode=ro", uri=True) as db:
        return {row[0] for row in db.execute("SELECT command_id FROM replies WHERE outcome = 'accepted'")}
