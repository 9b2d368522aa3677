"""P-AU, steps 1 to 3, 9 and 11: an auditor enters, opens a number down to its fact, sees the rules kept, and asks.

The steps build on each other; what they look like is kept under var/screens/auditor.
"""

import csv
import io
import json
import re
import time
import zipfile
from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal

import httpx
import pytest
from playwright.async_api import Browser, expect

from deploy.demo.story.funding import LINE, REGION
from frontend.ids import uuid7
from tests.people import CAST, DARIO, MARTA, TOMMASO
from tests.people import COHABITATION_PONTETETTO as PONTE
from tests.people import COHABITATION_SAN_VITO as VITO
from tests.system.house import House
from tests.system.phone import SCREENS, Phone, Phones
from tests.system.signing_in import hidden, signed_in

NAMES = [it.first_name for it in CAST if it is not DARIO]
HERE = f"/rendiconto/{LINE}"
NOTICED = "Una riga di ottobre è più lunga delle altre: perché?"
SIGNED_WITHIN = 75
ANSWER = "Quel giorno hanno firmato la modifica del patto."


@pytest.fixture(scope="module")
async def hands(browser: Browser, lived_in: House) -> AsyncIterator[Phones]:
    held = Phones(browser, lived_in.url)
    yield held
    await held.close()


async def keep(phone: Phone, step: str) -> None:
    (SCREENS / "auditor").mkdir(parents=True, exist_ok=True)
    for name, width in (("phone", 390), ("desk", 1280)):
        await phone.page.set_viewport_size({"width": width, "height": 844})
        await phone.page.screenshot(path=SCREENS / "auditor" / f"{step}-{name}.png", full_page=True)
    await phone.page.set_viewport_size({"width": 390, "height": 844})


async def names_nobody(phone: Phone) -> None:
    text = await phone.page.locator("main").inner_text()
    assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []


async def test_1_enters_with_scope_period_and_end_and_reads_pseudonyms(hands: Phones) -> None:
    dario = await hands.of(DARIO)
    await dario.open("/ambito")

    await dario.sees("Leggi pseudonimi.", "Puoi controllare fino al", "Atto", "DD 120/2026", "tutta la rete")
    await names_nobody(dario)
    await keep(dario, "1-ambito")


async def test_2_a_line_comes_to_these_figures(hands: Phones) -> None:
    dario = await hands.of(DARIO)
    await dario.open("/rendiconto")
    await dario.touch(dario.page.locator(f'a[href="{HERE}"]').first)

    await dario.sees("convivenze", "di accompagnamento", "notti", "3.054,50", "2.220,50")
    await names_nobody(dario)
    await keep(dario, "2-rendiconto")


@pytest.mark.parametrize("slug", ["convivenze", "visite", "ore", "notti", "spese"])
async def test_3_each_figure_is_the_sum_of_its_rows_and_of_nothing_else(hands: Phones, slug: str) -> None:
    dario = await hands.of(DARIO)
    await dario.open(f"{HERE}/{slug}")
    shown = await dario.page.get_by_role("heading", level=1).inner_text()
    answer = await dario.page.request.get(f"{dario.house}{HERE}/{slug}/tabella")
    rows = list(csv.DictReader(io.StringIO((await answer.body()).decode("utf-8-sig"))))

    assert len(rows) == await dario.page.locator("table.counted tbody tr").count() > 0
    assert all(row["fatti"] for row in rows)
    assert in_words(slug, sum(Decimal(row["conta"]) for row in rows)) in shown


def in_words(slug: str, total: Decimal) -> str:
    if slug == "ore":
        return f"{total // 60} ore {total % 60:f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{total:,.2f}".translate(str.maketrans(",.", ".,")).removesuffix(",00").removesuffix("0")


async def test_3_a_row_leads_to_its_fact_in_the_file(hands: Phones) -> None:
    dario = await hands.of(DARIO)
    await dario.open(f"{HERE}/ore")
    await keep(dario, "3-ore")
    link = dario.page.get_by_role("link", name="fatto", exact=True).nth(8)
    event = re.search(r"id=(.*)", await link.get_attribute("href") or "")
    assert event
    await dario.touch(link)

    await expect(dario.page).to_have_url(re.compile(rf"/fascicoli/.*#fatto-{event[1]}$"))
    fact = dario.page.locator(f'[id="fatto-{event[1]}"]')
    await expect(fact).to_contain_text("accompaniment.VisitEnded")
    await expect(fact).to_contain_text("Successo")
    await expect(fact).to_be_in_viewport()


async def test_9_no_breach_and_one_exception_with_its_act(hands: Phones) -> None:
    dario = await hands.of(DARIO)
    await dario.open(HERE)
    await dario.tap("Le regole, controllate su questi giorni", "link")

    await dario.sees_title("0 violazioni, 1 eccezione autorizzata")
    await dario.sees("con l’atto n. DD 77/2026", "al massimo 2 persone, limite 2", "al massimo 100 per cento")
    await keep(dario, "9-controlli")
    await dario.tap("Apri il fatto", "link")
    await dario.sees("DD 77/2026", "network.LineExtended")


async def test_11_a_finding_is_left_answered_and_closed(hands: Phones) -> None:
    dario, marta = await hands.of(DARIO), await hands.of(MARTA)
    await dario.open(f"{HERE}/ore")
    await dario.tap("Lascia un rilievo su questo numero", "link")
    await dario.write("Che cosa hai notato?", NOTICED)
    await dario.tap("Lascia il rilievo")
    await dario.sees(NOTICED, "Aspetta risposta", "ore di accompagnamento")
    await marta.open("/quadro")
    await marta.touch(marta.page.locator('a[href="/rilievi"]').first)
    mine = marta.page.locator(".card", has_text=NOTICED)
    await mine.locator("summary").tap()
    await mine.get_by_label("La tua risposta").fill(ANSWER)
    await mine.get_by_role("button", name="Manda la risposta").tap()
    await marta.sees(ANSWER)
    await dario.open("/rilievi")
    theirs = dario.page.locator(".card", has_text=NOTICED)
    await expect(theirs).to_contain_text(ANSWER)
    await keep(dario, "11-rilievi")
    await theirs.locator("label", has_text="Sistemato").first.tap()
    await theirs.get_by_role("button", name="Chiudi il rilievo").tap()
    await expect(dario.page.locator(".card", has_text=NOTICED)).to_contain_text("Chiuso")


async def test_a_claim_is_closed_over_the_signed_log_and_stays_beside_todays_numbers(hands: Phones) -> None:
    marta = await hands.of(MARTA)
    await marta.open(HERE)
    await marta.touch(marta.page.locator(".chips a").last)
    await marta.tap("Chiudi il rendiconto di questi giorni")

    await marta.sees("Rendiconto chiuso il", "I numeri di oggi sono quelli di allora.", "Radice")
    await keep(marta, "2-chiuso")


def days(**named: date) -> dict[str, str]:
    parts = ("day", "month", "year")
    return {f"{name}-{part}": str(getattr(day, part)) for name, day in named.items() for part in parts}


def posted(phone: httpx.Client, page: str, path: str, said: dict[str, str]) -> httpx.Response:
    """As a browser would post it: hidden fields and token of that page, and an id of its own for the command."""
    fields = {**hidden(phone.get(page).text), "command_id": str(uuid7()), **said}
    kept = {name: value for name, value in fields.items() if name in (*said, "command_id", "_csrf_token")}
    answer = phone.post(path, data=kept)
    assert answer.status_code == 200, re.findall(r"field-error[^>]*>(.*?)</p>", answer.text)
    return answer


def test_an_auditor_of_one_line_sees_its_cases_and_nothing_else_and_after_its_end_nothing(
    lived_in: House,
) -> None:
    today, appointment = date.today(), str(uuid7())
    person, role = f"/rete/persone/{TOMMASO.id}", {"role": "auditor", **days(since=today)}
    scope = {
        "appointment": appointment, "person": str(TOMMASO.id), "lines": str(REGION), "act": "DD 9/2026",
        **days(first=today - timedelta(days=60), last=today, since=today, end=today + timedelta(days=30)),
    }  # fmt: skip
    with signed_in(lived_in, MARTA) as marta, signed_in(lived_in, TOMMASO) as auditor:
        posted(marta, person, f"{person}/ruoli", role)
        posted(marta, "/ambito", "/ambito", scope)
        posted(auditor, "/domanda", "/ruolo", {"role": "auditor"})
        files = auditor.get("/fascicoli").text
        opened = {
            path: auditor.get(path).status_code for path in (f"/fascicoli/{PONTE}", f"/rendiconto/{REGION}")
        }
        closed = {
            path: auditor.get(path).status_code for path in (f"/fascicoli/{VITO}", f"{HERE}/ore", "/linee")
        }
        counted = auditor.get(f"/rendiconto/{REGION}/ore").text
        over = {"reason": "work-done", **days(until=today)}
        posted(marta, "/ambito", f"/ambito/{appointment}/fine", over)
        after = [
            auditor.get(path).status_code
            for path in (*opened, "/fascicoli", "/rendiconto", "/ambito", "/rilievi")
        ]
        posted(marta, person, f"{person}/ruoli/fine", {"ended": "auditor", **days(until=today)})

    assert (f"/fascicoli/{PONTE}" in files, f"/fascicoli/{VITO}" in files) == (True, False)
    assert set(opened.values()) == {200}
    assert set(closed.values()) == {404}
    assert "40 %" in counted
    assert set(after) == {404}


def test_a_line_is_opened_kept_and_extended_from_its_pages(lived_in: House) -> None:
    today, line, cost = date.today(), str(uuid7()), str(uuid7())
    opened = {"line": line, "code": "PROVA-1", "name": "Una prova", "act": "DD 1/2026"}
    spent = {"cost": cost, "kind": "c", "cents": "1.012,40", "evidence": "Ricevuta 3"}
    share = {"place": f"cohabitation/{VITO}", "share": "10"}
    yesterday = today - timedelta(days=1)
    with signed_in(lived_in, MARTA) as marta:
        posted(marta, "/linee", "/linee", {**opened, **days(first=today - timedelta(days=9), last=today)})
        page = f"/linee/{line}"
        posted(marta, page, f"{page}/spese", {**spent, **days(on=yesterday)})
        counted = marta.get(f"/rendiconto/{line}").text
        posted(marta, page, f"{page}/storni", {"countered": cost, "reason": "entered-twice"})
        after = marta.get(f"/rendiconto/{line}/spese").text
        said = {**share, **days(first=yesterday, last=today), "command_id": str(uuid7())}
        token = {"_csrf_token": hidden(marta.get(page).text)["_csrf_token"]}
        refused = marta.post(f"{page}/quote", data={**said, **token})
        longer = {"act": "DD 2/2026", **days(longer=today + timedelta(days=30))}
        extended = posted(marta, page, f"{page}/proroghe", longer).text

    assert "1.012,40" in counted
    assert (after.count("Storno"), "0,00" in after) == (1, True)
    assert refused.status_code == 422
    assert "passano il 100 per cento" in refused.text
    assert "prolungata fino al" in extended


def test_a_pack_of_the_line_says_the_very_figures_of_the_page(lived_in: House) -> None:
    """Once the log is signed up to here, which takes a minute at most."""
    slugs = {"visite": "visits", "ore": "minutes", "notti": "nights", "spese-d": "cost-d"}
    deadline = time.monotonic() + SIGNED_WITHIN
    with signed_in(lived_in, DARIO) as dario:
        sheets = {slug: dario.get(f"{HERE}/{slug}/tabella").content.decode("utf-8-sig") for slug in slugs}
        page = {
            slug: int(100 * sum(Decimal(row["conta"]) for row in csv.DictReader(io.StringIO(it))))
            for slug, it in sheets.items()
        }
        while (figures := packed(dario))["visits"] < page["visite"] and time.monotonic() < deadline:
            time.sleep(5)

    assert page == {slug: figures[name] for slug, name in slugs.items()}
    assert page["ore"] > 0


def packed(auditor: httpx.Client) -> dict[str, int]:
    path = f"/verifica/{LINE}"
    answer = posted(auditor, path, f"{path}/fascicoli", {"pack": str(uuid7())})
    link = re.search(rf'href="({path}/fascicoli/[0-9a-f]+)"', answer.text)
    assert link
    with zipfile.ZipFile(io.BytesIO(auditor.get(link[1]).content)) as pack:
        found: dict[str, int] = json.loads(pack.read("manifest.json"))["figures"]
        return found
