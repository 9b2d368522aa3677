"""A phone that keeps what is written on it: network away and back, closed in the middle, counted taps."""

import asyncio
import re
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
from playwright.async_api import Browser, Page, expect

from tests.frontend.pages.posting import Forms
from tests.parts.browser import holds
from tests.people import Person
from tests.system.house import House
from tests.system.phone import SETTINGS, Phone
from tests.system.signing_in import hidden

SENT = 30_000
KEPT = "Casa.get('pages', `${Casa.user} ${path}`).then((it) => Boolean(it))"


@dataclass
class Pocket:
    """``phone`` is the page that is open now; all pages of ``phone.page.context`` share what is kept."""

    phone: Phone

    @property
    def page(self) -> Page:
        return self.phone.page

    async def ready(self) -> None:
        """The worker serves the page, and each of today's visits is a copy on the phone."""
        await holds(self.page, "navigator.serviceWorker.controller !== null")
        await expect(self.page.locator("[data-ready]").first).to_be_visible(timeout=SENT)

    async def keeps(self, path: str) -> None:
        """That page, opened through the worker, is a copy on the phone."""
        await holds(self.page, "navigator.serviceWorker.controller !== null")
        await self.opens(path)
        await holds(self.page, f"(path) => {KEPT}", path)

    async def away(self) -> None:
        await self.page.context.set_offline(True)

    async def back(self) -> None:
        await self.page.context.set_offline(False)

    async def opens(self, path: str) -> None:
        """Also from the copy: without network no answer has a status."""
        await self.page.goto(self.phone.house + path)

    async def waiting(self, count: int) -> None:
        await expect(self.page.locator("#sync")).to_have_attribute("data-pending", str(count), timeout=SENT)

    async def has_sent(self, label: str) -> None:
        """What was kept last under that name has arrived: the tag alone may still be of before it was kept."""
        last = "Casa.mine(Casa.user).then((all) => all.filter((it) => it.label === label).at(-1)?.state)"
        until = time.monotonic() + SENT / 1000
        while await self.page.evaluate(f"(label) => {last}", label) != "sent":
            assert time.monotonic() < until, f"not sent: {label}"
            await asyncio.sleep(0.1)

    async def all_sent(self) -> None:
        """Asked of what the phone keeps: the tag of a page just opened says nothing waits until it has looked."""
        await self.opens("/invii")
        unsent = (
            "Casa.items().then((all) => all.filter((it) => ['queued', 'auth'].includes(it.state)).length)"
        )
        until = time.monotonic() + SENT / 1000
        while left := await self.page.evaluate(unsent):
            assert time.monotonic() < until, f"{left} not sent"
            await asyncio.sleep(0.1)

    async def killed(self) -> None:
        """The app is thrown away in the middle; what the phone holds stays."""
        context = self.page.context
        await self.page.close(run_before_unload=False)
        self.phone.page = await context.new_page()


async def pocket(browser: Browser, house: House, person: Person) -> Pocket:
    context = await browser.new_context(**{**SETTINGS, "service_workers": "allow"})
    context.set_default_timeout(30_000)
    phone = Phone(await context.new_page(), house.url)
    await phone.sign_in(person)
    return Pocket(phone)


def post(client: httpx.Client, path: str, action: str, **typed: Any) -> httpx.Response:
    """A form of that page filled in at a desk, with a network."""
    forms = Forms(client.get(path).text).forms
    return client.post(
        action, data={**forms[action], **{name.replace("__", "-"): it for name, it in typed.items()}}
    )


def planned(client: httpx.Client, home: UUID, day: date, *people: Person) -> str:
    """A visit of that day, agreed at the office: its address."""
    path = f"/convivenze/{home}/visite"
    before = visits(client.get(path).text)
    when = {"day__day": str(day.day), "day__month": str(day.month), "day__year": str(day.year)}
    answer = post(client, path, path, **when, kind="joint", people=[str(it.id) for it in people])
    assert answer.status_code == 200, answer.text[:300]
    (new,) = visits(client.get(path).text) - before
    return new


def today(client: httpx.Client) -> date:
    """Where the house is, by its own clock."""
    now = re.search(r'<time[^>]* data-now[^>]* datetime="([^"]+)"', client.get("/").text)
    assert now
    return datetime.fromisoformat(now[1]).astimezone(ZoneInfo("Europe/Rome")).date()


def visits(page: str) -> set[str]:
    return set(re.findall(r'href="(/visite/[0-9a-f-]{36})"', page))


__all__ = ["Pocket", "hidden", "planned", "pocket", "post", "today"]
