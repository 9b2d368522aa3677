"""Saves with random cuts, killed pages, answers lost after the house acted, two tabs, and clocks that are wrong."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

from deploy.demo.story.accompaniment import visit_of
from tests.people import COHABITATION_SAN_VITO
from tests.phone.hand import Hand, notes, until
from tests.phone.proxy import Line

VISITS = [f"/visite/{visit_of(COHABITATION_SAN_VITO, n)['stream']}" for n in range(6)]
# Typed and sent off in the page itself; true once it is on the phone.
SAVE = """async ([action, text]) => {
  const form = document.querySelector(`form[data-outbox][action="${action}/note"]`);
  form.querySelector("textarea[name=text]").value = text;
  for (const name of ["visibility", "section"]) form.querySelector(`input[name=${name}]`).checked = true;
  const before = (await Casa.items()).length;
  form.requestSubmit();
  for (;;) {
    if ((await Casa.items()).length > before) return true;
    await new Promise((yes) => setTimeout(yes, 5));
  }
}"""
# Hours off, either way.
CLOCK = """(() => { const Real = Date, off = %d;
  globalThis.Date = class extends Real {
    constructor(...said) { if (said.length) super(...said); else super(Real.now() + off); }
    static now() { return Real.now() + off; }
  };
})()"""


@dataclass
class Fuzz:
    context: BrowserContext
    wire: Line
    chance: random.Random
    visits: list[str]
    tabs: list[tuple[Page, str]] = field(default_factory=list)
    off: bool = False

    async def tab(self) -> None:
        page, visit = await self.context.new_page(), self.chance.choice(self.visits)
        await page.goto(self.wire.url + visit, wait_until="domcontentloaded")
        await until(lambda: page.evaluate("Casa.restored.then(() => true)"), "no script")
        self.tabs.append((page, visit))

    async def trouble(self) -> None:
        match self.chance.randrange(12):
            case 0 | 1:
                self.off = not self.off
                await self.context.set_offline(self.off)
            case 2:
                self.wire.lose += 1
            case 3:
                self.wire.mute = not self.wire.mute
            case 4:
                page, _ = self.tabs.pop(self.chance.randrange(len(self.tabs)))
                await page.close()
            case _:
                pass
        while len(self.tabs) < 2:
            await self.tab()

    async def save(self, n: int) -> None:
        page, visit = self.chance.choice(self.tabs)
        await page.evaluate(SAVE, [visit, f"Nota numero {n}"])


async def run(browser: Browser, wire: Line, count: int, seed: int) -> dict[str, int]:
    """Saves asked for, facts in the service's store, and how many are lost or doubled."""
    chance = random.Random(seed)
    context = await browser.new_context(
        locale="it-IT", timezone_id="Europe/Rome", has_touch=True, service_workers="allow"
    )
    await context.add_init_script(CLOCK % (chance.randrange(-6, 7) * 3_600_000))
    hand = Hand(context, await context.new_page(), wire.house, wire.url)
    await hand.sign_in()
    visits = [it for it in VISITS if await may_be_written_on(hand, it)]
    before, fuzz = notes(wire.house), Fuzz(context, wire, chance, visits)
    for n in range(count):
        await fuzz.trouble()
        await fuzz.save(n)
    return await settled(hand, fuzz, before, count)


async def may_be_written_on(hand: Hand, visit: str) -> bool:
    """Its copy is then on the phone, too."""
    await hand.open(visit)
    if not await hand.page.locator(f'form[data-outbox][action="{visit}/note"]').count():
        return False
    await hand.keeps(visit)
    return True


async def settled(hand: Hand, fuzz: Fuzz, before: int, count: int) -> dict[str, int]:
    fuzz.wire.mute, fuzz.wire.lose = False, 0
    await fuzz.context.set_offline(False)
    for page, _ in fuzz.tabs:
        await page.close()

    async def done() -> bool:
        await hand.page.evaluate("Casa.flush()")
        return await waiting(hand) == 0

    await until(done, "not everything was sent", patience=120)
    await asyncio.sleep(0)
    facts = notes(fuzz.wire.house) - before
    await fuzz.context.close()
    return {"saves": count, "facts": facts, "lost": max(0, count - facts), "doubled": max(0, facts - count)}


async def waiting(hand: Hand) -> int:
    states: list[Any] = await hand.states()
    return sum(it != "sent" for it in states)
