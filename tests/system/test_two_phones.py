"""Two phones change the same thing without a network: both texts stay readable, in whatever order they come in."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from deploy.demo.story.accompaniment import goal_of
from frontend.ids import uuid7
from tests.people import COHABITATION_PONTETETTO, GIULIA, MARTA, PAOLO, SARA
from tests.system.house import House
from tests.system.posted import Hands, in_hands

CASE = f"/casi/{COHABITATION_PONTETETTO}"
SCRIPT = {"x-casa": "outbox"}


@pytest.fixture(scope="module")
def hands(lived_in: House) -> Iterator[Hands]:
    with in_hands(lived_in, (SARA, PAOLO, MARTA)) as held:
        yield held


@pytest.fixture
def goal(hands: Hands) -> str:
    """A goal of their own for each test."""
    return wish(hands[SARA], f"Cucinare per due {uuid7()}")


def wish(phone: httpx.Client, words: str) -> str:
    it, page = str(uuid7()), f"{CASE}/obiettivi"
    fields = {
        "goal": it,
        "person": str(GIULIA.id),
        "wording": words,
        "whose_wish": "person",
        "area": "home-life",
    }
    token = re.search(r'name="_csrf_token" value="([^"]+)"', phone.get(page).text)
    assert token
    answer = phone.post(page, data={**fields, "command_id": str(uuid7()), "_csrf_token": token[1]})
    assert answer.status_code == 200, answer.text[-500:]
    return it


def seen(phone: httpx.Client, goal: str) -> str:
    """The version the form shows."""
    found = re.search(r'name="version" value="(\d+)"', phone.get(f"{CASE}/obiettivi/{goal}/parole").text)
    assert found
    return found[1]


def reworded(goal: str, words: str, version: str, days_ago: int) -> dict[str, Any]:
    at = datetime.now(UTC) - timedelta(days=days_ago)
    fields = [["wording", words], ["version", version]]
    return {
        "id": str(uuid7()), "action": f"{CASE}/obiettivi/{goal}/parole", "fields": fields,
        "occurred_at": at.isoformat(), "zone": "Europe/Rome",
    }  # fmt: skip


def flush(phone: httpx.Client, *items: dict[str, Any]) -> list[dict[str, Any]]:
    user = phone.get("/pacchetto").json()["user"]
    answer = phone.post("/invii", json={"user": user, "items": list(items)}, headers=SCRIPT)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


@pytest.mark.parametrize("first", [SARA, PAOLO], ids=["hers first", "his first"])
def test_both_texts_stay_readable_in_either_order(hands: Hands, goal: str, first: Any) -> None:
    texts = {SARA: f"Cucinare la domenica {uuid7()}", PAOLO: f"Cucinare il sabato {uuid7()}"}
    version = seen(hands[SARA], goal)
    other = PAOLO if first is SARA else SARA

    (won,) = flush(hands[first], reworded(goal, texts[first], version, 0))
    (lost,) = flush(hands[other], reworded(goal, texts[other], version, 0))

    assert (won["outcome"], lost["outcome"]) == ("accepted", "conflict")
    assert lost["compare"].startswith(f"/confronto/{lost['id']}/{goal}")
    page = hands[other].get(lost["compare"]).text
    assert texts[first] in page
    keep(hands[other], page, goal, texts[other])
    story = hands[MARTA].get(CASE).text
    assert all(text in story for text in texts.values())


def keep(phone: httpx.Client, page: str, goal: str, text: str, choice: str = "note") -> None:
    """As the phone's script does: the words come from its own store."""
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page)
    fields = {"intention": str(uuid7()), "choice": choice, "text": text, "command_id": str(uuid7())}
    answer = phone.post(
        f"/confronto/{goal}/scelte", data={**fields, "_csrf_token": token[1] if token else ""}
    )
    assert answer.status_code == 200, answer.text[-500:]


def test_what_one_phone_changed_twice_is_no_conflict_with_itself(hands: Hands, goal: str) -> None:
    version = seen(hands[SARA], goal)
    one, two = (reworded(goal, f"Parole {n} {uuid7()}", version, 0) for n in (1, 2))

    assert [it["outcome"] for it in flush(hands[SARA], one, two)] == ["accepted", "accepted"]


def test_a_rating_meanwhile_is_no_conflict(hands: Hands, goal: str) -> None:
    """Only a change of the same thing is: an old version may be many facts behind."""
    version = seen(hands[SARA], goal)
    other = str(goal_of(GIULIA, 0))
    assert other != goal
    (result,) = flush(hands[SARA], reworded(goal, f"Ancora {uuid7()}", version, 0))
    assert result["outcome"] == "accepted"


def test_a_conflict_met_online_shows_both_without_script(hands: Hands, goal: str) -> None:
    action = f"{CASE}/obiettivi/{goal}/parole"
    mine, theirs = f"Le mie parole {uuid7()}", f"Le sue parole {uuid7()}"
    form = hidden(hands[SARA].get(action).text)
    flush(hands[PAOLO], reworded(goal, theirs, form["version"], 0))

    answer = hands[SARA].post(action, data={**form, "wording": mine})

    assert answer.status_code == 409
    assert mine in answer.text
    assert theirs in answer.text
    again = hidden(answer.text)
    assert again["version"] != form["version"]
    done = hands[SARA].post(action, data=again)
    assert done.status_code == 200
    assert mine in hands[MARTA].get(CASE).text


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the first form that posts to a goal."""
    form = re.search(r'<form method="post" action="[^"]*/parole".*?</form>', page, re.S)
    assert form
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))


def test_three_days_without_a_network_are_told_as_such(hands: Hands, lived_in: House) -> None:
    """A note written then is stored as of then, and says that it came late."""
    texts = [f"Tre giorni fa {uuid7()}", f"Due giorni fa {uuid7()}"]
    goals = [wish(hands[SARA], f"Fare la spesa {uuid7()}") for _ in texts]
    items = [
        reworded(goal, text, seen(hands[SARA], goal), 0) for goal, text in zip(goals, texts, strict=True)
    ]

    assert [it["outcome"] for it in flush(hands[SARA], *items, *items)] == ["accepted"] * 4
