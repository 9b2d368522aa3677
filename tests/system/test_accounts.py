"""The account of a line: figures, claims, who may read it and until when, and the pages that keep it."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import httpx
import pytest

from deploy.demo.calendar import ZONE
from deploy.demo.story.funding import LINE, REGION
from frontend.ids import uuid7
from tests.people import COHABITATION_PONTETETTO as PONTE
from tests.people import COHABITATION_SAN_VITO as VITO
from tests.people import DARIO, MARTA, TOMMASO
from tests.system.house import House
from tests.system.phone import Phone, Phones, photograph
from tests.system.signing_in import hidden, signed_in

HERE = f"/rendiconto/{LINE}"


async def keep(phone: Phone, step: str) -> None:
    for name, width in (("phone", 390), ("desk", 1280)):
        await phone.page.set_viewport_size({"width": width, "height": 844})
        await photograph(phone.page, "auditor", f"{step}-{name}")
    await phone.page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.parametrize("slug", ["convivenze", "visite", "ore", "notti", "spese"])
async def test_each_figure_is_the_sum_of_its_rows_and_of_nothing_else(phones: Phones, slug: str) -> None:
    dario = await phones.of(DARIO)
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


async def test_a_claim_is_closed_over_the_signed_log_and_stays_beside_todays_numbers(phones: Phones) -> None:
    marta = await phones.of(MARTA)
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
    today, appointment = datetime.now(ZONE).date(), str(uuid7())
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
    today, line, cost = datetime.now(ZONE).date(), str(uuid7()), str(uuid7())
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
