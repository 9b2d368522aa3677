"""The same form many times, too late, by the wrong person or about something else: it counts once, or not at all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import httpx
import pytest

from deploy.demo.story.accompaniment import goal_of, visit_of
from frontend.ids import uuid7
from tests.frontend.pages.posting import filled
from tests.people import (
    AHMED,
    AMINA,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    GIULIA,
    MARCO,
    SARA,
    UGO,
)
from tests.system.bad_forms import GOAL, NOTE, encoded
from tests.system.house import House
from tests.system.positions import positions
from tests.system.posted import Hands, in_hands, post

PACT = f"/patto/{COHABITATION_PONTETETTO}"
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '<img src=x onerror="alert(1)">',
    "htmx": '<div hx-get="/esci" hx-trigger="load">',
    "template": "{{7*7}}{% raw %}",
    "attribute": '" autofocus onfocus="alert(1)',
    "turned round": "Gino \u202edrowssap",
}


@pytest.fixture(scope="module")
def hands(lived_in: House) -> Iterator[Hands]:
    with in_hands(lived_in, (AHMED, MARCO, GIULIA, AMINA, SARA, UGO)) as held:
        yield held


@pytest.fixture
def nothing_done(lived_in: House) -> Iterator[None]:
    before = positions(lived_in.data)
    yield
    assert positions(lived_in.data) == before


def test_ten_taps_at_once_are_one_fact(hands: Hands, lived_in: House) -> None:
    action, body = NOTE.open(hands[SARA])
    before = positions(lived_in.data)

    with ThreadPoolExecutor(10) as pool:
        answers = list(
            pool.map(lambda _: hands[SARA].post(action, content=encoded(body), headers=FORM), range(10))
        )

    assert {it.status_code for it in answers} == {200}
    assert grown(lived_in, before) == {"accompaniment": 1}


FORM = {"content-type": "application/x-www-form-urlencoded"}


def grown(house: House, before: dict[str, int]) -> dict[str, int]:
    return {name: n - before[name] for name, n in positions(house.data).items() if n != before[name]}


def test_the_same_form_sent_again_later_is_the_same_answer(hands: Hands, lived_in: House) -> None:
    action, body = GOAL.open(hands[AHMED])
    first = post(hands[AHMED], action, encoded(body))
    before = positions(lived_in.data)

    again = post(hands[AHMED], action, encoded(body))

    assert (first.status_code, again.status_code) == (303, 303)
    assert grown(lived_in, before) == {}


@pytest.mark.parametrize("way", HOSTILE)
def test_hostile_words_are_kept_as_words(hands: Hands, way: str) -> None:
    action, body = GOAL.open(hands[AHMED])

    assert post(hands[AHMED], action, encoded({**body, "wording": HOSTILE[way]})).status_code == 303
    page = hands[AHMED].get("/obiettivi").text

    assert HOSTILE[way] not in page or way in ("template", "turned round")
    assert "49{%" not in page
    assert "alert(1)" in page or "alert" not in HOSTILE[way]


def amended(phone: httpx.Client) -> dict[str, Any]:
    """A pact that waits: what Giulia would sign."""
    page = phone.get(f"{PACT}/modifiche")
    answer = phone.post(
        f"{PACT}/modifiche", data=filled(page, f"{PACT}/modifiche", rule=f"La domenica si cucina {uuid7()}")
    )
    assert answer.status_code == 200, answer.status_code
    return filled(phone.get(PACT), f"{PACT}/firme")


def test_a_text_that_has_changed_meanwhile_is_not_signed(hands: Hands, lived_in: House) -> None:
    stale = amended(hands[GIULIA])
    fresh = amended(hands[AMINA])
    before = positions(lived_in.data)

    answer = post(hands[GIULIA], f"{PACT}/firme", encoded(stale))

    assert stale["hash"] != fresh["hash"]
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert grown(lived_in, before) == {}


def test_signing_twice_counts_once(hands: Hands, lived_in: House) -> None:
    body = amended(hands[AMINA])
    assert post(hands[AMINA], f"{PACT}/firme", encoded(body)).status_code == 303
    before = positions(lived_in.data)

    with ThreadPoolExecutor(4) as pool:
        same = list(pool.map(lambda _: post(hands[AMINA], f"{PACT}/firme", encoded(body)), range(4)))
    other = post(hands[AMINA], f"{PACT}/firme", encoded({**body, "command_id": str(uuid7())}))

    assert {it.status_code for it in same} == {303}
    assert other.status_code in (303, 422)
    assert grown(lived_in, before) == {}


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("field", ["party", "hash", "number"])
@pytest.mark.parametrize("value", [str(MARCO.id), "0" * 64, "99", "", "' OR 1=1 --"])
def test_nobody_signs_for_another_or_another_text(hands: Hands, field: str, value: str) -> None:
    body = filled(hands[GIULIA].get(PACT), f"{PACT}/firme")

    answer = post(hands[GIULIA], f"{PACT}/firme", encoded({**body, field: value}))

    assert answer.status_code in (404, 422)


IDS = [
    str(goal_of(GIULIA, 0)),
    str(UUID(int=7)),
    "",
    "../../etc/passwd",
    "1 OR 1=1",
    "{{7*7}}",
    "%2e%2e",
    "x" * 5000,
]


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("id", IDS, ids=range(len(IDS)))
def test_the_id_of_what_is_not_ones_own_leads_nowhere(hands: Hands, id: str) -> None:
    token = GOAL.open(hands[AHMED])[1]["_csrf_token"]
    forms = {
        "/casa/fatti": {"turn": id}, "/casa/gradini": {"goal": id, "level": "3"},
        "/condivisioni": {"to": id, "categories": "goals", "until-day": "1", "until-month": "1", "until-year": "2027"},
        "/condivisioni/revoche": {"to": id}, "/obiettivi/fine": {"goal": id, "outcome": "reached"},
        f"/visite/{visit_of(COHABITATION_PONTETETTO, 0)['stream']}/note": {"text": id},
    }  # fmt: skip
    for action, body in forms.items():
        answer = post(
            hands[AHMED], action, encoded({**body, "_csrf_token": token, "command_id": str(uuid7())})
        )
        # Taking back what was never given is a yes that does nothing.
        expected = {400, 404, 422} | ({303} if action.endswith("/revoche") else set())
        assert answer.status_code in expected, (action, answer.status_code)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_a_post_writes(hands: Hands, method: str) -> None:
    for action in ("/casa/fatti", f"{PACT}/firme", "/esci"):
        answer = hands[AHMED].request(method, action, headers={"x-http-method-override": "POST"})
        assert answer.status_code in (403, 404, 405), (action, answer.status_code)


def test_a_redirect_never_leaves_the_house(hands: Hands) -> None:
    for path in (
        "/?next=//evil.example",
        "/demo?next=https://evil.example",
        "//evil.example/",
        "/\\evil.example",
    ):
        answer = hands[AHMED].get(path, follow_redirects=False)
        assert "evil" not in answer.headers.get("location", "")


def test_a_block_of_a_stranger_is_not_there(hands: Hands) -> None:
    for path in (
        PACT,
        f"/casi/{COHABITATION_SAN_VITO}",
        f"/visite/{visit_of(COHABITATION_SAN_VITO, 0)['stream']}",
    ):
        answer = hands[UGO].get(path, headers={"hx-request": "true"})
        assert answer.status_code == 404
