"""The style page in a real browser: nothing sideways, nothing too small to tap, nothing axe finds."""

from typing import Any

import pytest
from playwright.async_api import Page

from frontend.templating import ROOT
from tests.parts.browser import OpenPhone, holds

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCREENS = [(390, 844), (320, 640), (1280, 900)]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll(
    'a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.matches('.skip'))
  .map(e => [e.outerHTML.slice(0, 90), (e.closest('label.tick') ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 43.5)
  .map(([html, box]) => [html, box.width, box.height])"""


async def opened(open_phone: OpenPhone, url: str, width: int, height: int, scheme: str = "light") -> Page:
    page = await open_phone(viewport={"width": width, "height": height}, color_scheme=scheme)
    await page.goto(url)
    await page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_fits_and_axe_is_content(
    open_phone: OpenPhone, style_url: str, width: int, height: int, scheme: str
) -> None:
    page = await opened(open_phone, style_url, width, height, scheme)

    assert await page.evaluate(TOO_WIDE) <= 0
    assert await page.evaluate(TOO_SMALL) == []
    assert await violations(page) == []


async def violations(page: Page, rules: tuple[str, ...] = RULES) -> list[Any]:
    # Playwright evaluates outside the page's content policy; a script tag would be refused, as it must.
    if not await page.evaluate("!!window.axe"):
        await page.evaluate(AXE.read_text())
    result = await page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    return [(found["id"], [node["html"][:120] for node in found["nodes"]]) for found in result["violations"]]


@pytest.mark.parametrize("by_style", [True, False])
async def test_twice_the_text_on_the_narrowest_phone_does_not_scroll_sideways(
    open_phone: OpenPhone, style_url: str, by_style: bool
) -> None:
    page = await opened(open_phone, style_url, 320, 640)

    if by_style:
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
    else:
        browser = await page.context.new_cdp_session(page)
        await browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})

    assert await page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert await page.evaluate(TOO_WIDE) <= 0


async def test_the_content_policy_stops_nothing_of_ours(open_phone: OpenPhone, style_url: str) -> None:
    page = await open_phone()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    await page.goto(style_url)

    expected = ("vendor", "blocked by Playwright")  # not built here; no worker on these phones
    assert [text for text in complaints if not any(it in text for it in expected)] == []


async def test_the_focused_control_is_never_under_the_bar(open_phone: OpenPhone, style_url: str) -> None:
    page = await opened(open_phone, style_url, 390, 844)
    hidden = """() => { const e = document.activeElement, b = e.getBoundingClientRect();
      const top = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
      return e === document.body
        || e.contains(top) || top?.contains(e) ? null : e.outerHTML.slice(0, 120) }"""

    covered = []
    for _ in range(60):
        await page.keyboard.press("Tab")
        covered.append(await page.evaluate(hidden))

    assert [html for html in covered if html] == []


async def test_a_dialog_opens_and_gives_focus_back(open_phone: OpenPhone, style_url: str) -> None:
    page = await opened(open_phone, style_url, 390, 844)
    link = page.get_by_role("link", name="Chi ha visto questa nota?")

    await link.click()
    assert await page.get_by_role("dialog", name="Chi ha visto questa nota").is_visible()
    await page.get_by_role("link", name="Chiudi").click()

    assert await link.evaluate("link => link === document.activeElement")


async def test_a_dialog_opens_without_script(open_phone: OpenPhone, style_url: str) -> None:
    page = await open_phone(java_script_enabled=False)
    await page.goto(style_url)

    await page.get_by_role("link", name="Chi ha visto questa nota?").click()

    assert await page.get_by_role("dialog").is_visible()


async def test_what_the_server_announces_is_said_once(open_phone: OpenPhone, style_url: str) -> None:
    page = await opened(open_phone, style_url, 390, 844)

    await page.evaluate("document.dispatchEvent(new CustomEvent('announce', {detail: {value: 'Salvata'}}))")

    await holds(page, "document.getElementById('announce').textContent === 'Salvata'")
