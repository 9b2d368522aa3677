"""Every page of the cast at phone size, light and dark: nothing axe finds, nothing sideways,
nothing the browser complains of; a picture of each is kept."""

import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Error, Page

from deploy.demo.story.accompaniment import visit_of
from deploy.demo.story.funding import LINE
from deploy.demo.story.intake import application_of
from tests.frontend.test_style_in_browser import RULES, TOO_WIDE, violations
from tests.people import (
    AHMED,
    CALL,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    ELENA,
    GIULIA,
    HOME_SAN_CONCORDIO,
    IRENE,
    LUCA,
    MARTA,
    NADIA,
    ROSA,
    SARA,
    Person,
)
from tests.system.house import House
from tests.system.phone import SCREENS, Phones

VITO, PONTE = COHABITATION_SAN_VITO, COHABITATION_PONTETETTO
PAGES: dict[Person | None, tuple[str, ...]] = {
    None: ("/avviso", "/domanda", "/demo", "/accessibilita", "/privacy", "/niente"),
    SARA: (
        "/oggi", "/soggiorni", "/casi", f"/casi/{VITO}", f"/casi/{VITO}?tutta", f"/casi/{VITO}/piano",
        f"/casi/{VITO}/obiettivi",
        f"/convivenze/{VITO}/visite", f"/visite/{visit_of(VITO, 0)['stream']}", f"/patto/{VITO}",
    ),
    AHMED: (
        "/casa", "/turni", "/turni/pesi", "/turni/assenze", f"/patto/{VITO}", f"/patto/{VITO}/modifiche",
        f"/patto/{VITO}/disdetta", "/obiettivi", "/condivisioni", "/spese", "/parliamone",
        "/chi-ha-visto",
    ),
    GIULIA: ("/condivisioni", f"/patto/{PONTE}"),
    ROSA: (
        "/andamento", "/notti", "/notti/richiesta", "/tre-voci", "/verso-casa-stabile", "/se-domani",
        "/se-domani/prova",
    ),
    DARIO: (
        "/ambito", "/rendiconto", f"/rendiconto/{LINE}", f"/rendiconto/{LINE}/ore", f"/rendiconto/{LINE}/spese",
        f"/controlli/{LINE}", "/rilievi", f"/rilievi/nuovo/{LINE}", "/fascicoli", f"/fascicoli/{VITO}",
        f"/chi-ha-visto/{VITO}",
        f"/riavvolgi/{VITO}?fino=300", f"/riavvolgi/{VITO}?fino=300&lente=cohabitant&pagina=patto", f"/verifica/{VITO}"),
    ELENA: ("/sportello", "/sportello/domanda"),
    MARTA: (
        f"/progetti/{GIULIA.id}",
        "/quadro", "/chi-ha-visto/domande", f"/chi-ha-visto/{VITO}", "/domande",
        f"/domande/{application_of(IRENE)['stream']}",
        f"/domande/{application_of(IRENE)['stream']}/esclusione", "/abbinamenti", "/case", "/case/nuova",
        f"/case/{HOME_SAN_CONCORDIO}", "/linee", f"/linee/{LINE}", "/ambito", "/rete", f"/rete/persone/{SARA.id}",
        "/avvisi", "/avvisi/nuovo", f"/avvisi/{CALL}", "/rete/enti/nuovo", "/rete/quartieri/nuovo",
        "/rete/punti/nuovo",
    ),
    NADIA: ("/domanda", "/proposta", "/profilo"),
    LUCA: ("/domanda",),
}  # fmt: skip
EVERY = [(who, path) for who, paths in PAGES.items() for path in paths]
# Chromium notes every answer that is not fine; this address is asked for because it is not there.
MISSING = "/niente"
SCHEMES = ("light", "dark")
COLOURS = ("color-contrast",)  # all that differs between the two
PHONE, NARROW = {"width": 390, "height": 844}, {"width": 320, "height": 640}


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
    await page.evaluate("document.fonts.ready")
    await page.wait_for_function("window.htmx")
    found: dict[str, Any] = {}
    for scheme in SCHEMES:
        # Without motion: a colour still on its way from light to dark is nobody's contrast.
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        await page.screenshot(path=picture(who, path, scheme))
        found[scheme] = await violations(page, RULES if scheme == "light" else COLOURS)
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found["sideways"] = await page.evaluate(TOO_WIDE)
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    listening()

    assert found == {"light": [], "dark": [], "sideways": 0}
    assert said == [] or path == MISSING


def listen(page: Page, said: list[str]) -> Callable[[], None]:
    """All that the console of the browser says from now on, until what is returned is called."""

    def console(it: ConsoleMessage) -> None:
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


def picture(who: Person | None, path: str, scheme: str) -> str:
    name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "una", path.strip("/")).replace("/", "-").replace("?", "-")
    folder = SCREENS / scheme
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / f"{who.first_name.lower() if who else 'chiunque'}-{name}.png")
