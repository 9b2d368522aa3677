"""The operator's pages in the browser's words, over the whole demo house: a visit from start to correction."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import httpx
import pytest

from frontend.ids import uuid7
from tests.people import (
    AHMED,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    MARTA,
    SARA,
    UGO,
    Person,
)
from tests.system.house import House, living

HOMES = (COHABITATION_SAN_VITO, COHABITATION_PONTETETTO)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with living("demo", tmp_path_factory.mktemp("operator") / "casa") as house:
        yield house


@contextmanager
def browser(house: House, person: Person) -> Iterator[httpx.Client]:
    """One tap on the demo's door."""
    with httpx.Client(base_url=house.url, follow_redirects=True, timeout=30) as client:
        page = client.get("/demo")
        client.post("/demo", data={"who": str(person.id), "_csrf_token": hidden(page, "_csrf_token")})
        yield client


def hidden(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, f"no {name} on the page"
    return unescape(found[1])


def send(client: httpx.Client, page: httpx.Response, path: str, **data: str | list[str]) -> httpx.Response:
    fields = {"_csrf_token": hidden(page, "_csrf_token"), "command_id": str(uuid7()), **data}
    return client.post(path, data=fields)


def plan_a_visit(client: httpx.Client) -> str:
    """The address of a visit to Amina and Giulia's home, planned for today."""
    path = f"/convivenze/{COHABITATION_PONTETETTO}/visite"
    page = client.get(path)
    visit, people = hidden(page, "visit"), re.findall(r'name="people" value="([^"]*)"', page.text)
    parts = re.search(r'class="eyebrow">\S+ (\d+) (\w+) (\d+)<', client.get("/oggi").text)
    assert parts
    month = str(MONTHS.index(parts[2]) + 1)
    answer = send(
        client, page, path, visit=visit, people=people, kind="joint", operator=str(SARA.id),
        **{"day-day": parts[1], "day-month": month, "day-year": parts[3]},
    )  # fmt: skip
    assert "Visita fissata." in answer.text
    return f"/visite/{visit}"


MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]


def test_the_day_says_whom_to_visit_and_what_was_agreed(demo: House) -> None:
    with browser(demo, SARA) as client:
        page = client.get("/oggi")

    assert page.status_code == 200
    assert "Ahmed e Marco" in unescape(page.text)
    assert "L’ultimo accordo" in page.text
    assert "Casa San Vito" in page.text


def test_a_home_in_a_minute_and_its_story(demo: House) -> None:
    with browser(demo, SARA) as client:
        page = client.get(f"/casi/{COHABITATION_SAN_VITO}").text
        pact = client.get(f"/casi/{COHABITATION_SAN_VITO}?tipo=pact&tutta=1").text

    assert "Ahmed e Marco" in page
    assert "Passo regolare" in page
    assert "Versione 2, in vigore dal" in page
    assert "Visita di Sara" in page
    assert "Visita di Sara" not in pact
    assert "firma" in pact


def test_a_visit_from_start_to_correction(demo: House) -> None:
    with browser(demo, SARA) as client:
        visit = plan_a_visit(client)
        page = client.get(visit)
        page = send(client, page, f"{visit}/inizio")
        assert "In corso dalle" in page.text
        note = hidden(page, "note")
        page = send(
            client,
            page,
            f"{visit}/note",
            note=note,
            person="",
            section="home",
            visibility="shared",
            text="Il forno è rotto.",
        )
        assert "Il forno è rotto." in page.text
        page = send(client, page, f"{visit}/fine", minutes="50")
        assert "50 minuti" in page.text
        page = send(client, page, f"{visit}/correzioni", note=note, text="Il forno va.", reason="wrong-fact")
        assert "<del>Il forno è rotto.</del>" in page.text
        assert "Il forno va." in page.text
        page = send(client, page, f"{visit}/durata", minutes="55", reason="wrong-time")
        assert "<del>50 minuti</del>" in page.text
        assert "55 minuti" in page.text


def test_what_was_typed_comes_back_when_a_rule_says_no(demo: House) -> None:
    with browser(demo, SARA) as client:
        visit = plan_a_visit(client)
        page = send(client, client.get(visit), f"{visit}/inizio")
        wrong = send(
            client, page, f"{visit}/note", note=hidden(page, "note"), person="", section="home", visibility="person",
            text="Solo per lei",
        )  # fmt: skip
        empty = send(
            client,
            page,
            f"{visit}/note",
            note=hidden(page, "note"),
            section="home",
            visibility="team",
            text=" ",
        )

    assert (wrong.status_code, empty.status_code) == (422, 422)
    assert "Solo per lei</textarea>" in wrong.text
    assert 'href="#person"' in wrong.text
    assert 'href="#text"' in empty.text
    assert "<title>Errore:" in empty.text


def test_a_missed_visit_says_why_and_asks_for_nothing_more(demo: House) -> None:
    with browser(demo, SARA) as client:
        visit = plan_a_visit(client)
        page = send(client, client.get(visit), f"{visit}/assenza", reason="illness")

    assert "Non si è fatta: malattia" in page.text
    assert "Inizia la visita" not in page.text


def test_an_htmx_post_answers_with_the_block_alone(demo: House) -> None:
    with browser(demo, SARA) as client:
        visit = plan_a_visit(client)
        page = client.get(visit)
        fields = {"_csrf_token": hidden(page, "_csrf_token"), "command_id": str(uuid7())}
        block = client.post(f"{visit}/inizio", data=fields, headers={"hx-request": "true"})

    assert block.text.lstrip().startswith('<div id="visit"')
    assert "<html" not in block.text


def test_a_goal_is_set_rated_in_one_tap_and_closed(demo: House) -> None:
    path = f"/casi/{COHABITATION_PONTETETTO}/obiettivi"
    with browser(demo, SARA) as client:
        page = client.get(path)
        goal = hidden(page, "goal")
        person = re.findall(r'name="person" value="([^"]*)"', page.text)[0]
        page = send(
            client, page, path, goal=goal, person=person, wording="Andare al mercato da sola", whose_wish="person",
            area="mobility",
        )  # fmt: skip
        assert "Andare al mercato da sola" in page.text
        visit = plan_a_visit(client)
        page = send(client, client.get(visit), f"{visit}/inizio")
        page = send(client, page, f"{visit}/gradini", goal=goal, person=person, level="4")
        assert re.search(r'value="4" aria-current="true"', page.text)
        page = send(client, page, f"{path}/{goal}", outcome="reached")
        assert "1 obiettivo chiuso" in page.text


def test_a_phase_changes_only_with_what_shows_that_it_is_time(demo: House) -> None:
    path = f"/casi/{COHABITATION_PONTETETTO}/piano"
    with browser(demo, SARA) as client:
        page = client.get(path)
        evidence = re.findall(r'name="evidence" value="([^"]*)"', page.text)[:2]
        without = send(client, page, path, phase="tapering", cadence_days="21", reason="Fanno da sole.")
        done = send(
            client,
            page,
            path,
            phase="tapering",
            cadence_days="21",
            reason="Fanno da sole.",
            evidence=evidence,
        )

    assert without.status_code == 422
    assert "Fanno da sole.</textarea>" in without.text
    assert "una visita ogni 21 giorni" in done.text


@pytest.mark.parametrize("person", [UGO, DARIO, AHMED], ids=lambda it: it.first_name)
def test_who_does_not_accompany_finds_nothing(demo: House, person: Person) -> None:
    with browser(demo, SARA) as client:
        visit = re.search(r'href="(/visite/[^"]+)"', client.get("/oggi").text)
        assert visit
    paths = [visit[1], "/oggi", "/casi"]
    for home in HOMES:
        paths += [
            f"/casi/{home}",
            f"/casi/{home}/piano",
            f"/casi/{home}/obiettivi",
            f"/convivenze/{home}/visite",
        ]
    with browser(demo, person) as client:
        missing = client.get(f"/casi/{uuid7()}")
        answers = {path: client.get(path) for path in paths}
        written = send(client, client.get("/demo"), f"{visit[1]}/inizio")

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(paths, 404)
    assert {answer.content for answer in answers.values()} == {missing.content}
    assert written.status_code == 404


def test_a_coordinator_reads_every_home_but_starts_no_visit(demo: House) -> None:
    with browser(demo, MARTA) as client:
        index = client.get("/casi")
        visit = re.search(r'href="(/visite/[^"]+)"', client.get(f"/convivenze/{HOMES[0]}/visite").text)
        assert visit
        page = client.get(visit[1])

    assert index.text.count("/casi/") >= 2
    assert page.status_code == 200
    assert "Inizia la visita" not in page.text


def test_ids_that_belong_to_nobody_are_not_there(demo: House) -> None:
    with browser(demo, SARA) as client:
        answers = [client.get(f"{path}/{uuid7()}") for path in ("/visite", "/casi")]
        goal = client.get(f"/casi/{COHABITATION_SAN_VITO}/obiettivi/{uuid7()}")

    assert [it.status_code for it in (*answers, goal)] == [404, 404, 404]
