"""A phone in somebody's hands: what they tap is counted, what they see can be kept as a picture."""

import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, expect

from tests.parts.browser import PHONE
from tests.people import Person

SCREENS = Path(__file__).parents[2] / "var" / "screens"
PATIENCE = 30_000
SETTINGS: dict[str, Any] = {
    "viewport": PHONE,
    "locale": "it-IT",
    "timezone_id": "Europe/Rome",
    "has_touch": True,
    "service_workers": "block",
}


expect.set_options(timeout=PATIENCE)


async def photograph(page: Page, folder: str, name: str, whole: bool = True) -> None:
    """A picture under var/screens, where they are asked for (`make screens`): a tenth of a test's time goes there."""
    if os.environ.get("CASA_SCREENS"):
        await page.screenshot(path=SCREENS / folder / f"{name}.png", full_page=whole)


@dataclass
class Phone:
    """`taps` counts touches of buttons, links and choices; typing with the keyboard is no tap."""

    page: Page
    house: str
    taps: int = 0

    async def sign_in(self, person: Person) -> "Phone":
        await self.open("/demo")
        await self.page.locator(f'button[value="{person.id}"]').tap()
        await expect(self.page.locator(".house-who")).to_contain_text(person.first_name)
        self.taps = 0
        return self

    async def open(self, path: str) -> None:
        answer = await self.page.goto(self.house + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    async def tap(self, name: str, role: Any = "button", exact: bool = True) -> None:
        await self.touch(self.page.get_by_role(role, name=name, exact=exact).first)

    async def choose(self, legend: str, choice: str) -> None:
        """One of the chips under a question."""
        question = self.page.get_by_role("group", name=re.compile(re.escape(legend)))
        await self.touch(question.locator("label", has_text=choice).first)

    async def touch(self, it: Locator) -> None:
        self.taps += 1
        await it.tap()

    async def write(self, label: str, text: str) -> None:
        await self.page.get_by_label(label, exact=True).first.fill(text)

    async def write_day(self, legend: str, day: date) -> None:
        question = self.page.get_by_role("group", name=re.compile(re.escape(legend)))
        for part, number in (("Giorno", day.day), ("Mese", day.month), ("Anno", day.year)):
            await question.get_by_label(part).fill(str(number))

    async def sees(self, *texts: str) -> None:
        """In the page as it is read, folded parts included."""
        for text in texts:
            await expect(self.page.locator("body")).to_contain_text(text)

    async def sees_title(self, title: str) -> None:
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    async def never_sees(self, *texts: str) -> None:
        """Not even in the source."""
        source = await self.page.content()
        assert [text for text in texts if text in source] == []

    async def keep(self, step: str) -> None:
        """A picture of the whole page, under var/screens/journey."""
        await photograph(self.page, "journey", step)


@dataclass
class Phones:
    """One phone per person, with its own cookies; signed in the first time it is asked for."""

    browser: Browser
    house: str
    held: dict[str, Phone] = field(default_factory=dict)

    async def of(self, person: Person) -> Phone:
        if person.first_name not in self.held:
            await (await self.new(person.first_name)).sign_in(person)
        return self.held[person.first_name]

    async def new(self, name: str, **options: Any) -> Phone:
        """Nobody's yet."""
        context = await self.browser.new_context(**{**SETTINGS, **options})
        context.set_default_timeout(PATIENCE)
        self.held[name] = Phone(await context.new_page(), self.house)
        return self.held[name]

    async def close(self) -> None:
        for phone in self.held.values():
            await phone.page.context.close()
