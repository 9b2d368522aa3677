"""An auditor trusts what they see: takes the proof away, goes back in time, changes eyes, finds what was late."""

import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.people import COHABITATION_SAN_VITO, DARIO
from tests.services.history.packs import bent, rows
from tests.system.house import House
from tests.system.phone import SCREENS, SETTINGS, Phone

CASE = COHABITATION_SAN_VITO
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module", params=SIZES)
async def desk(
    request: pytest.FixtureRequest, browser: Browser, demo: House
) -> AsyncIterator[tuple[str, Phone]]:
    context = await browser.new_context(
        **{**SETTINGS, "viewport": SIZES[request.param]}, accept_downloads=True
    )
    context.set_default_timeout(15_000)
    yield request.param, await Phone(await context.new_page(), demo.url).sign_in(DARIO)
    await context.close()


async def kept(size: str, page: Page, step: str) -> None:
    folder = SCREENS / "auditor"
    folder.mkdir(parents=True, exist_ok=True)
    assert await page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    await page.screenshot(path=folder / f"{step}-{SIZES[size]['width']}.png", full_page=True)


async def test_the_proof_is_taken_away_and_checked_without_the_house(
    desk: tuple[str, Phone], tmp_path: Path
) -> None:
    size, phone = desk
    await phone.open(f"/fascicoli/{CASE}")
    await kept(size, phone.page, "1-fascicolo")
    await phone.tap("Verifica", "link")
    await phone.tap(re.compile("Chiedi (il|un altro) fascicolo di prova"), exact=False)
    await phone.sees("I conti che il programma deve dire")
    await kept(size, phone.page, "2-verifica")
    pack = await downloaded(phone, "Scarica il fascicolo", tmp_path)
    program = await downloaded(phone, "Scarica verifica.py", tmp_path)

    outcome = checked(program, pack)
    assert outcome.returncode == 0, outcome.stdout
    for figure in re.findall(r"^(?:visite fatte|minuti di visita|fatti): \d+$", outcome.stdout, re.M):
        name, _, number = figure.partition(": ")
        row = phone.page.locator(".figures > div", has=phone.page.get_by_text(name, exact=True))
        await expect(row.locator("dd")).to_have_text(number)


async def test_an_altered_copy_fails_at_the_very_fact(desk: tuple[str, Phone], tmp_path: Path) -> None:
    _, phone = desk
    pack = await downloaded(phone, "Scarica il fascicolo", tmp_path)
    program = await downloaded(phone, "Scarica verifica.py", tmp_path)
    found = rows(pack.read_bytes())
    n = next(n for n, row in enumerate(found) if b'"minutes":' in b64decode(row["data"]))
    longer = re.sub(rb'"minutes":\d', b'"minutes":9', b64decode(found[n]["data"]), count=1)
    found[n]["data"] = b64encode(longer).decode()
    pack.write_bytes(bent(pack.read_bytes(), "records.jsonl", found))

    outcome = checked(program, pack)

    assert outcome.returncode == 1
    assert re.search(rf"record {n + 1} .*\(changed\)$", outcome.stdout.strip()), outcome.stdout


async def downloaded(phone: Phone, link: str, folder: Path) -> Path:
    async with phone.page.expect_download() as coming:
        await phone.tap(link, "link")
    it = await coming.value
    path = folder / it.suggested_filename
    await it.save_as(path)
    return path


def checked(program: Path, pack: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", program, pack]
    return subprocess.run(command, capture_output=True, text=True, env={}, cwd=program.parent)


async def test_back_in_time_there_is_the_pact_of_that_day(desk: tuple[str, Phone]) -> None:
    size, phone = desk
    await phone.open(f"/fascicoli/{CASE}")
    await phone.tap("Riavvolgi", "link")
    await phone.page.locator("#giorno").fill("2026-10-01")
    await phone.tap("Vai a quel giorno")
    await phone.sees_title("Com’era giovedì 1 ottobre 2026")
    await phone.tap("Il patto", "link")
    await phone.sees("In vigore dal 1 set 2026")
    await phone.never_sees("17 ott 2026", "2 · ")
    await phone.open(f"/riavvolgi/{CASE}?fino=2026-10-14&lente=operator&pagina=patto")
    await phone.sees("2 · da firmare", "1 · in vigore")
    await kept(size, phone.page, "3-riavvolgi-patto")


async def test_with_the_eyes_of_who_accompanied_them_nothing_opens_that_is_shut_today(
    desk: tuple[str, Phone],
) -> None:
    size, phone = desk
    await phone.tap("Operatrice o operatore quel giorno", "link")
    await phone.tap("Il caso", "link")
    await phone.sees("visto allora, sigillato per te", "Si guarda e basta")
    then = phone.page.locator(".rewound-page")
    assert await then.locator("form, button:enabled, input:enabled").count() == 0
    await expect(phone.page.locator("#cita")).to_have_value(
        re.compile(r"C-01 .*lente operatrice.*fatti, testa \S{12}")
    )
    await kept(size, phone.page, "4-riavvolgi-lente")


async def test_the_handle_moves_with_the_keys_and_without_a_script_by_links(desk: tuple[str, Phone]) -> None:
    _, phone = desk
    await phone.open(f"/riavvolgi/{CASE}?fino=300&lente=operator")
    await phone.page.locator("#fino").press("ArrowLeft")
    await phone.sees("299 fatti su")
    await expect(phone.page).to_have_url(re.compile("fino=299"))
    await phone.tap("Fatto dopo", "link")
    await phone.sees("300 fatti su")


async def test_what_was_written_late_shows_both_times_and_a_correction_its_original(
    desk: tuple[str, Phone],
) -> None:
    size, phone = desk
    await phone.open(f"/fascicoli/{CASE}?tipo=accompagnamento&pagina=2")
    late = phone.page.locator(".fact", has=phone.page.get_by_text("9 giorni dopo")).first
    await expect(late).to_contain_text("Successo")
    await expect(late).to_contain_text("Registrato")
    await phone.open(f"/fascicoli/{CASE}?tipo=accompagnamento")
    correction = phone.page.locator(".fact", has=phone.page.locator("summary", has_text="Com’era prima"))
    await correction.locator("summary").tap()
    await expect(correction).to_contain_text("un fatto era sbagliato")
    await expect(correction.locator("details")).to_contain_text("riservato (visite, la parte condivisa)")
    await expect(correction).to_contain_text("Checkpoint n.")
    await kept(size, phone.page, "5-correzione")
