"""On a living house: what is taken back leaves an open page, a preview sends nothing, a decree opens and closes."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest
from playwright.async_api import expect

from deploy.demo.calendar import ZONE
from tests.people import COHABITATION_PONTETETTO, GIULIA, MARTA, PIERO, ROSA
from tests.system.house import House
from tests.system.phone import Phones
from tests.system.signing_in import hidden, signed_in

PATIENCE = 30.0
GOALS = "I suoi obiettivi"
KEPT = "Giulia decide cosa mostrare qui."
TODAY = datetime.now(ZONE).date()
POWERS = f"/rete/persone/{GIULIA.id}/poteri"
BY_FRAGMENT = {"hx-request": "true"}


def day(name: str, it) -> dict[str, str]:
    return {f"{name}-day": str(it.day), f"{name}-month": str(it.month), f"{name}-year": str(it.year)}


def fresh(page: str) -> dict[str, str]:
    """What any form of that page is sent with."""
    return {name: it for name, it in hidden(page).items() if name in ("command_id", "_csrf_token")}


def share(phone: httpx.Client, *categories: str) -> None:
    page = phone.get(f"/condivisioni?chi={ROSA.id}").text
    until = TODAY + timedelta(days=90)
    said = {**fresh(page), "to": str(ROSA.id), "categories": list(categories), **day("until", until)}
    assert phone.post("/condivisioni", data=said).status_code == 200


@pytest.fixture
def shown(lived_in: House) -> Iterator[httpx.Client]:
    """Giulia's phone, with her goals and stays shown to her mother before and after."""
    with signed_in(lived_in, GIULIA) as giulia:
        share(giulia, "goals", "stays", "visit-shared")
        yield giulia
        share(giulia, "goals", "stays", "visit-shared")


async def test_what_is_taken_back_leaves_the_open_page_by_itself(
    lived_in: House, phones: Phones, shown: httpx.Client
) -> None:
    rosa = await phones.of(ROSA)
    await rosa.open("/andamento")
    section = rosa.page.get_by_role("heading", name=GOALS)
    await expect(section).to_be_visible()
    page = shown.get("/condivisioni").text
    assert shown.post("/condivisioni/revoche", data={**fresh(page), "to": str(ROSA.id)}).status_code == 200
    await expect(section).to_have_count(0, timeout=PATIENCE * 1000)

    await rosa.never_sees("Andare al lavoro in autobus")
    assert await rosa.page.get_by_text(KEPT).count() >= 10
    assert "Rosa" in shown.get("/chi-ha-visto").text


def test_no_address_and_no_fragment_shows_what_is_not_shared(lived_in: House, shown: httpx.Client) -> None:
    page = shown.get("/obiettivi").text
    words = re.findall(r'name="goal" value="([^"]+)"', page)
    with signed_in(lived_in, ROSA) as rosa:
        share(shown, "stays")
        tried = [
            "/obiettivi", "/casa", "/turni", "/patto", f"/patto/{COHABITATION_PONTETETTO}", "/condivisioni",
            f"/condivisioni/anteprima/{ROSA.id}", f"/casi/{COHABITATION_PONTETETTO}", POWERS, "/decreti", "/spese",
            *(f"/andamento/{it}" for it in words),
        ]  # fmt: skip
        for path in tried:
            for headers in ({}, BY_FRAGMENT):
                answer = rosa.get(path, headers=headers)
                assert "autobus" not in answer.text, path
                assert answer.status_code in (404, 405) or path == "/condivisioni", path
        assert "autobus" not in rosa.get("/andamento", headers=BY_FRAGMENT).text


def test_a_preview_is_looked_at_and_nothing_can_be_sent_from_it(lived_in: House, shown: httpx.Client) -> None:
    here = f"/condivisioni/anteprima/{ROSA.id}"
    now, tried = shown.get(here), shown.get(f"{here}?vede=stays")
    with signed_in(lived_in, ROSA) as rosa:
        hers = rosa.get("/andamento").text

    framed = [it.text.partition('class="rewound-page"')[2].partition("</article>")[0] for it in (now, tried)]
    assert "autobus" in hers
    assert "autobus" in framed[0]
    assert "autobus" not in framed[1]
    for frame in framed:
        assert not re.search(r"<form|hx-|formaction|<script", frame)
        assert all("disabled" in it for it in re.findall(r"<button[^>]*>", frame))
    assert shown.get(f"/condivisioni/anteprima/{MARTA.id}").status_code == 404
    assert shown.get(f"{here}/fascicoli").status_code == 404


def test_a_choice_is_tried_out_before_it_is_made(lived_in: House, shown: httpx.Client) -> None:
    page = shown.get(f"/condivisioni?chi={ROSA.id}").text
    tried = shown.post(
        f"/condivisioni/anteprima/{ROSA.id}",
        data={**fresh(page), "to": str(ROSA.id), "categories": ["pact"], **day("until", TODAY)},
    )
    with signed_in(lived_in, ROSA) as rosa:
        hers = rosa.get("/andamento").text

    assert "Come la vedrebbe Rosa" in tried.text
    assert "ha firmato il patto" in tried.text
    assert "ha firmato il patto" not in hers
    back = shown.get(re.search(r'class="back" href="([^"]+)"', tried.text)[1].replace("&amp;", "&")).text
    assert re.findall(r'value="([a-z-]+)" checked', back) == ["pact"]


def test_someone_is_named_by_the_code_they_give_and_sees_nothing_by_it(
    lived_in: House, shown: httpx.Client
) -> None:
    with signed_in(lived_in, PIERO) as piero:
        code = re.search(r"[A-Z2-7]{5}-[A-Z2-7]{5}", piero.get("/profilo").text)[0]
        page = shown.get("/condivisioni").text
        wrong = shown.post(
            "/condivisioni/persone", data={**fresh(page), "code": "AAAAA-AAAAA", "kind": "friend"}
        )
        named = shown.post(
            "/condivisioni/persone", data={**fresh(page), "code": f" {code.lower()} ", "kind": "supporter"}
        )
        assert (wrong.status_code, named.status_code) == (422, 200)
        assert "Piero" in named.text
        assert piero.get("/andamento").text.count(KEPT) == 10
        parted = shown.post("/condivisioni/persone/fine", data={**fresh(named.text), "apart": str(PIERO.id)})
        assert f'value="{PIERO.id}"' not in parted.text
