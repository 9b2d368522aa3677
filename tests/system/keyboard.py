"""Hands that only have a keyboard; on every stop of theirs they must see where they are."""

from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.parts.browser import holds
from tests.people import Person

MOST_STOPS = 90
WHERE = """() => { const e = document.activeElement;
  const said = `${e.labels?.[0]?.textContent ?? e.textContent} ${e.value ?? ''}`;
  return e === document.body ? '' : said.trim().replace(/\\s+/g, ' ') }"""
# The mark may be on the label around a choice; a heading that was led to needs none.
WRONG = """() => { const e = document.activeElement;
  if (e === document.body || e.tabIndex < 0) return null;
  const it = e.matches('input[type=radio], input[type=checkbox]') ? e.labels[0] ?? e : e;
  const box = it.getBoundingClientRect(), looks = [e, it, it.parentElement].map(one => getComputedStyle(one));
  const marked = looks.some(one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (!marked) return `no mark: ${e.outerHTML.slice(0, 120)}`;
  if (it.contains(top) || top?.contains(e)) return null;
  return `hidden: ${e.outerHTML.slice(0, 120)} by ${top?.outerHTML.slice(0, 60)}` }"""
FOUND = "document.activeElement !== document.body"
LISTENING = """() => { const region = document.getElementById('announce'); window.heard = [];
  new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true }) }"""


@dataclass
class Keyboard:
    page: Page
    house: str

    async def sign_in(self, person: Person) -> "Keyboard":
        await self.open("/demo")
        await self.press(str(person.id))
        await expect(self.page.locator(".house-who")).to_contain_text(person.first_name)
        return self

    async def open(self, path: str) -> None:
        await self.page.goto(self.house + path)
        await holds(self.page, "!!window.htmx")
        await self.page.evaluate(LISTENING)

    async def press(self, words: str, key: str = "Enter") -> None:
        await self.reach(words)
        await self.page.keyboard.press(key)

    async def reach(self, words: str) -> None:
        """Stop by stop, to the first that says these words."""
        passed = []
        for _ in range(MOST_STOPS):
            await self.page.keyboard.press("Tab")
            await self.sees_where()
            passed.append(await self.page.evaluate(WHERE))
            if words in passed[-1]:
                return
        raise AssertionError(f"no key leads to «{words}»: {passed}")

    async def sees_where(self) -> None:
        wrong = await self.page.evaluate(WRONG)
        assert wrong is None, wrong

    async def hears(self, *words: str) -> None:
        """One of these, from the live region, whatever is on the screen."""
        said = "words => heard.some(it => words.some(one => it.includes(one)))"
        await holds(self.page, said, words)

    async def is_somewhere(self) -> None:
        """All has arrived, and the next Tab goes on from here."""
        await expect(self.page.locator("#sync")).to_have_attribute("data-pending", "0")
        await holds(self.page, FOUND)
        await self.sees_where()
