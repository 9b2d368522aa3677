"""Those who live together, over the whole demo house and without any script: doing, swapping, agreeing, sharing."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape

import httpx
import pytest

from frontend.ids import uuid7
from tests.people import (
    AHMED,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    GIULIA,
    MARCO,
    MARTA,
    ROSA,
    SARA,
    UGO,
    Person,
)
from tests.system.house import House, living
from tests.system.signing_in import signed_in

HERE = f"/patto/{COHABITATION_SAN_VITO}"
PAGES = ("/casa", "/turni", "/turni/pesi", "/turni/assenze", "/patto", HERE, "/obiettivi", "/condivisioni")


@pytest.fixture(scope="module")
def acted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A demo house of our own: these tests change it."""
    with living("demo", tmp_path_factory.mktemp("together") / "casa") as house:
        yield house


@contextmanager
def phones(house: House, *people: Person) -> Iterator[list[httpx.Client]]:
    with ExitStack() as stack:
        yield [stack.enter_context(signed_in(house, person)) for person in people]


def form(page: httpx.Response, action: str, containing: str = "") -> dict[str, list[str]]:
    """What a browser would post from the form with this address as it stands: hidden, typed, ticked and chosen."""
    found = [it for it in re.findall(r"<form\b.*?</form>", page.text, re.DOTALL) if f'action="{action}' in it]
    text = next((it for it in found if containing in it), None)
    assert text, f"no form {action} on {page.url}"
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", text):
        name, value = attribute(tag, "name"), attribute(tag, "value") or ""
        if name and (" checked" in tag or not re.search("checkbox|radio", tag)):
            fields.setdefault(name, []).append(value)
    for name, inside in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        fields[name] = [chosen[1] if chosen else ""]
    for name, inside in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', text, re.DOTALL):
        fields[name] = [unescape(inside)]
    return fields


def attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else None


def post(
    phone: httpx.Client, page: httpx.Response, path: str, containing: str = "", **changes: object
) -> httpx.Response:
    return phone.post(path, data={**form(page, path.partition("?")[0], containing), **changes})


def title(page: httpx.Response) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page.text, re.DOTALL)
    assert found, page.text[:500]
    return unescape(found[1])


def open_turns(page: httpx.Response) -> list[str]:
    return re.findall(r'action="/turni/fatti" .*?name="turn" value="([^"]+)"', page.text, re.DOTALL)


def the_week_of(phone: httpx.Client, action: str) -> httpx.Response:
    """On a Monday what was late is of the week before."""
    page = phone.get("/turni")
    while action not in page.text:
        page = phone.get(unescape(re.search(r'href="(/turni\?[^"]+)" rel="prev"', page.text)[1]))  # type: ignore[index]
    return page


def a_past_turn(phone: httpx.Client) -> tuple[httpx.Response, str]:
    """A week with a turn still open, walking back from this one."""
    page = phone.get("/turni")
    for _ in range(8):
        if found := open_turns(page):
            return page, found[0]
        page = phone.get(unescape(re.search(r'href="(/turni\?[^"]+)" rel="prev"', page.text)[1]))  # type: ignore[index]
    raise AssertionError("everything was done")


@pytest.mark.parametrize("path", [*PAGES, f"{HERE}/modifiche", f"{HERE}/disdetta"])
def test_a_stranger_finds_nothing_here(acted: House, path: str):
    with phones(acted, UGO) as (ugo,):
        assert ugo.get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_whole_in_both_languages(acted: House, path: str):
    with phones(acted, AHMED) as (ahmed,):
        italian, english = ahmed.get(path), ahmed.get(f"{path}?lingua=en")

    assert italian.status_code == english.status_code == 200
    assert title(italian) != title(english)


def test_one_tap_is_done_and_one_more_takes_it_back(acted: House):
    with phones(acted, AHMED) as (ahmed,):
        page, turn = a_past_turn(ahmed)
        done = post(ahmed, page, "/turni/fatti", turn, turn=turn)
        there = the_week_of(ahmed, f"/turni/fatti/{turn}/annullo")
        undone = post(ahmed, there, f"/turni/fatti/{turn}/annullo")

    assert "Segnato: fatto." in done.text
    assert f"/turni/fatti/{turn}/annullo" in there.text
    assert "Tolto il segno." in undone.text


def test_a_tap_answers_htmx_with_its_block_and_a_way_back(acted: House):
    with phones(acted, AHMED) as (ahmed,):
        page, turn = a_past_turn(ahmed)
        data = {**form(page, "/turni/fatti", turn), "turn": turn}
        block = ahmed.post("/casa/fatti", data=data, headers={"hx-request": "true"})
        undo = re.search(r'action="(/casa/fatti/[0-9a-f-]+/annullo)"', block.text)
        assert undo
        ahmed.post(undo[1], data={"command_id": str(uuid7()), "_csrf_token": data["_csrf_token"]})

    assert block.status_code == 200
    assert block.text.lstrip().startswith('<div id="today"')
    assert "hx-swap-oob" in block.text


def test_the_same_tap_twice_is_one(acted: House):
    with phones(acted, MARCO) as (marco,):
        page, turn = a_past_turn(marco)
        data = {**form(page, "/turni/fatti", turn), "turn": turn}
        answers = [marco.post("/turni/fatti", data=data) for _ in range(2)]

    assert [it.status_code for it in answers] == [200, 200]
    assert all("Segnato: fatto." in it.text for it in answers)


def test_a_turn_of_another_home_is_not_there(acted: House):
    with phones(acted, AHMED, GIULIA) as (ahmed, giulia):
        _, turn = a_past_turn(giulia)
        mine, _ = a_past_turn(ahmed)
        token = form(mine, "/turni/fatti")["_csrf_token"]
        answer = ahmed.post(
            "/turni/fatti", data={"turn": turn, "command_id": str(uuid7()), "_csrf_token": token}
        )

    assert answer.status_code == 404


@pytest.mark.parametrize("turn", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_turn_that_is_none_gives_no_error_of_ours(acted: House, turn: str):
    with phones(acted, AHMED) as (ahmed,):
        page, _ = a_past_turn(ahmed)
        token = form(page, "/turni/fatti")["_csrf_token"]
        answers = [
            ahmed.post(path, data={"turn": turn, "command_id": str(uuid7()), "_csrf_token": token})
            for path in (
                "/turni/fatti",
                "/casa/fatti",
                "/turni/scambi",
                "/casa/scambi/risposte",
                "/obiettivi/gradini",
            )
        ]

    assert {it.status_code for it in answers} <= {404, 422}


@pytest.mark.parametrize("week", ["9999-12-31", "0001-01-01", "ieri"])
def test_a_week_out_of_time_is_a_page_that_says_so(acted: House, week: str):
    with phones(acted, AHMED) as (ahmed,):
        assert ahmed.get(f"/turni?settimana={week}").status_code in (400, 404)


def test_a_swap_is_asked_seen_and_agreed(acted: House):
    with phones(acted, AHMED, MARCO) as (ahmed, marco):
        nextweek = unescape(re.search(r'href="(/turni\?[^"]+)" rel="next"', ahmed.get("/turni").text)[1])  # type: ignore[index]
        turn = re.search(r"/turni/scambi\?turno=([0-9a-f-]+)", ahmed.get(nextweek).text)
        assert turn
        asking = ahmed.get(f"/turni/scambi?turno={turn[1]}")
        asked = post(ahmed, asking, "/turni/scambi", other=str(MARCO.id))
        seen = marco.get("/casa")
        agreed = post(marco, seen, "/casa/scambi/risposte", turn[1], answer="agree")
        moved = marco.get(nextweek)

    assert "Scambio chiesto." in asked.text
    assert "Ahmed ti chiede uno scambio" in seen.text
    assert "Scambio fatto." in agreed.text
    assert f"turno={turn[1]}" in moved.text


def test_weights_are_kept_and_the_others_are_nowhere(acted: House):
    with phones(acted, AHMED) as (ahmed,):
        page = ahmed.get("/turni/pesi")
        saved = post(ahmed, page, "/turni/pesi", laundry="5")
        wrong = post(ahmed, saved, "/turni/pesi", laundry="9")

    assert "Pesi salvati." in saved.text
    assert form(saved, "/turni/pesi")["laundry"] == ["5"]
    assert wrong.status_code == 422
    assert "al massimo 5" in wrong.text


def test_an_absence_is_told_with_its_last_day(acted: House):
    days = {
        "since-day": "3",
        "since-month": "1",
        "since-year": "2027",
        "until-month": "1",
        "until-year": "2027",
    }
    with phones(acted, MARCO) as (marco,):
        page = marco.get("/turni/assenze")
        backwards = post(marco, page, "/turni/assenze", **days, **{"until-day": "1"})
        noted = post(marco, backwards, "/turni/assenze", **days, **{"until-day": "5"})
        again = marco.get("/turni/assenze")

    assert backwards.status_code == 422
    assert form(backwards, "/turni/assenze")["since-day"] == ["3"]
    assert "Assenza segnata." in noted.text
    assert "martedì 5 gennaio" in again.text


def test_a_goal_is_written_rated_in_my_voice_and_closed(acted: House):
    with phones(acted, AHMED, MARCO) as (ahmed, marco):
        page = ahmed.get("/obiettivi")
        empty = post(ahmed, page, "/obiettivi", wording="", area="home-life")
        written = post(
            ahmed, empty, "/obiettivi", wording="Fare il pane <b>la domenica</b>", area="home-life"
        )
        goal = re.search(r'id="goal-([0-9a-f-]+)"(?:(?!id="goal-).)*Fare il pane', written.text, re.DOTALL)
        assert goal
        rated = post(ahmed, written, "/obiettivi/gradini", goal[1], level="4")
        theirs = marco.get("/obiettivi")
        closed = post(ahmed, rated, "/obiettivi/fine", goal[1], outcome="reached")

    assert empty.status_code == 422
    assert "Fare il pane &lt;b&gt;la domenica&lt;/b&gt;" in written.text
    assert "Segnato, con la tua voce." in rated.text
    assert "Fare il pane" not in theirs.text
    assert "Obiettivo chiuso." in closed.text


def test_a_change_of_the_pact_holds_once_everybody_has_signed_it(acted: House):
    with phones(acted, AHMED, MARCO, MARTA) as (ahmed, marco, marta):
        page = ahmed.get(f"{HERE}/modifiche")
        short = post(ahmed, page, f"{HERE}/modifiche", notice_days="5")
        asked = post(
            ahmed, short, f"{HERE}/modifiche", rule="La domenica si cucina insieme.", notice_days="45"
        )
        kept = "scarpe in mano" in asked.text
        mine = post(ahmed, asked, f"{HERE}/firme", str(AHMED.id))
        stale = {**form(asked, f"{HERE}/firme"), "hash": ["0" * 64], "command_id": [str(uuid7())]}
        refused = marco.post(
            f"{HERE}/firme", data={**stale, **form(marco.get(HERE), f"{HERE}/firme"), "hash": "0" * 64}
        )
        theirs = post(marco, marco.get(HERE), f"{HERE}/firme", str(MARCO.id))
        whole = post(marta, marta.get(HERE), f"{HERE}/firme")

    assert short.status_code == 422
    assert "almeno 15" in short.text
    assert title(asked) == "Leggi il patto e decidi se firmare"
    assert kept
    assert "<ins>45</ins>" in asked.text
    assert "La domenica si cucina insieme." in asked.text
    assert title(mine) == "Il patto aspetta 2 firme"
    assert refused.status_code == 422
    assert title(theirs) == "Il patto aspetta una firma"
    assert title(whole) == "Il nostro patto"


def test_nobody_signs_for_another(acted: House):
    """Sara accompanies them and reads the pact; signing is not hers, nor is Giulia's pact theirs."""
    with phones(acted, SARA, AHMED, ROSA) as (sara, ahmed, rosa):
        token = re.search(r'x-csrftoken": "([0-9a-f]+)"', sara.get(HERE).text)
        assert token
        data = {"party": str(AHMED.id), "number": "1", "hash": "0" * 64, "_csrf_token": token[1]}
        answer = sara.post(f"{HERE}/firme", data=data)
        other_home = ahmed.get(f"/patto/{COHABITATION_PONTETETTO}")
        parent = rosa.get(f"/patto/{COHABITATION_PONTETETTO}")

    assert [answer.status_code, other_home.status_code, parent.status_code] == [404, 404, 404]


def test_leaving_says_the_first_day_that_is_possible(acted: House):
    with phones(acted, GIULIA) as (giulia,):
        path = f"/patto/{COHABITATION_PONTETETTO}/disdetta"
        page = giulia.get(path)
        fields = form(page, path)
        early = post(giulia, page, path, **{"ends-year": str(int(fields["ends-year"][0]) - 1)})

    assert "Il primo giorno possibile è" in page.text
    assert early.status_code == 422
    assert form(early, path)["ends-day"] == fields["ends-day"]


def test_a_person_shows_less_and_then_nothing(acted: House):
    with phones(acted, GIULIA) as (giulia,):
        page = giulia.get(f"/condivisioni?chi={ROSA.id}")
        before = form(page, "/condivisioni")["categories"]
        less = post(giulia, page, "/condivisioni", "categories", categories=["goals"])
        nothing = post(giulia, less, "/condivisioni/revoche")

    assert {"goals", "visit-shared", "stays"} <= set(before)
    assert "Rosa" in page.text
    assert "Salvato: decidi tu" in less.text
    assert "I miei obiettivi" in less.text
    assert "Adesso non vede niente di tuo." in nothing.text


def test_what_may_never_be_shared_is_refused_and_said(acted: House):
    with phones(acted, GIULIA) as (giulia,):
        page = giulia.get(f"/condivisioni?chi={ROSA.id}")
        answer = post(giulia, page, "/condivisioni", "categories", categories=["visit-professional"])
        none = post(giulia, page, "/condivisioni", "categories", categories=[], command_id=str(uuid7()))

    assert answer.status_code == none.status_code == 422
    assert "non si può condividere" in answer.text
    assert "mai" in page.text
