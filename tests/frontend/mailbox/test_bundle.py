"""What a phone may keep for the day: named by the server, marked, recorded as copied, and nothing protected."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest

from tests.people import AHMED, COHABITATION_SAN_VITO, DARIO, MARTA, SARA, Person
from tests.system.asking import asking
from tests.system.house import House
from tests.system.signing_in import signed_in
from tests.system.test_no_trace import note

AHEAD = {"x-casa": "bundle"}


@pytest.fixture
def hers(demo: House) -> Iterator[httpx.Client]:
    with signed_in(demo, SARA) as client:
        yield client


def test_the_pages_of_today_and_tomorrow_with_a_lease_of_a_day(hers: httpx.Client) -> None:
    told = hers.get("/pacchetto").json()

    urls = [it["url"] for it in told["pages"]]
    assert 3 <= len(urls) <= 40
    assert len(set(urls)) == len(urls)
    assert any(it.startswith("/visite/") for it in urls)
    lease = datetime.fromisoformat(told["lease_until"]) - datetime.fromisoformat(told["now"])
    assert timedelta(hours=23, minutes=59) < lease <= timedelta(hours=24)


def test_each_may_be_kept_and_is_still_good_until_something_happens(hers: httpx.Client) -> None:
    told = hers.get("/pacchetto").json()
    size = 0
    for it in told["pages"]:
        page = hers.get(it["url"], headers=AHEAD)
        size += len(page.content)
        mark = page.headers["etag"]
        again = hers.get(it["url"], headers={**AHEAD, "if-none-match": mark})
        browser = hers.get(it["url"], headers={"if-none-match": mark})
        other = hers.get(it["url"], headers={**AHEAD, "if-none-match": '"another"'})
        assert (page.status_code, again.status_code, browser.status_code) == (200, 304, 200), it["url"]
        assert (page.headers["x-offline"], page.headers["x-page-user"]) == ("yes", told["user"])
        assert (other.status_code, other.headers["etag"]) == (200, mark)
        assert page.headers["cache-control"] == "no-store"
        assert again.content == b""
    assert size < 2 * told["most_bytes"]


def test_what_is_fetched_ahead_is_recorded_as_copied(hers: httpx.Client, demo: House) -> None:
    before = copies(demo)
    url = next(it["url"] for it in hers.get("/pacchetto").json()["pages"] if "/visite/" in it["url"])

    hers.get(url, headers=AHEAD)

    assert copies(demo) > before or before > 0
    assert copies(demo) > 0


def copies(house: House) -> int:
    """Looks in the ledger of the web node that say: copied to a device."""
    with sqlite3.connect(f"file:{house.data / 'looks.sqlite'}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT data FROM looks").fetchall()
    return sum(json.loads(data)["fact"]["copied"] for (data,) in rows)


@pytest.mark.parametrize("person", [SARA, AHMED, MARTA, DARIO], ids=lambda it: it.first_name)
def test_a_page_that_is_not_offered_is_not_given_ahead_either(demo: House, person: Person) -> None:
    with signed_in(demo, person) as client:
        for path in ("/profilo", "/chi-ha-visto", "/quadro", "/ambito"):
            page = client.get(path, headers=AHEAD)
            assert "x-offline" not in page.headers
            assert page.status_code != 200 or not page.content, path


async def test_what_is_hidden_leaves_a_copy_as_good_as_it_was(demo: House) -> None:
    """Whether its mark was remembered or made anew."""
    with signed_in(demo, AHMED) as his:
        urls = [it["url"] for it in his.get("/pacchetto").json()["pages"]]
        marks = {it: his.get(it, headers=AHEAD).headers["etag"] for it in urls}

        def answers() -> set[int]:
            return {
                his.get(it, headers={**AHEAD, "if-none-match": mark}).status_code
                for it, mark in marks.items()
            }

        before = answers()
        async with asking(demo.data) as asker:
            await asker.ask(SARA, note(COHABITATION_SAN_VITO))
        after = [answers() for _ in range(5)]

    assert before == {304}
    assert after == [{304}] * 5


def test_two_people_are_never_called_the_same_and_one_always_is(demo: House) -> None:
    with signed_in(demo, SARA) as one, signed_in(demo, SARA) as other, signed_in(demo, AHMED) as his:
        users = [it.get("/pacchetto").json()["user"] for it in (one, other, his)]
    assert users[0] == users[1] != users[2]


def test_signed_out_there_is_nothing_to_keep(demo: House) -> None:
    answer = httpx.get(f"{demo.url}/pacchetto", timeout=30)

    assert answer.status_code == 401
    assert "pages" not in answer.json()


def test_a_block_is_never_kept(hers: httpx.Client) -> None:
    url = hers.get("/pacchetto").json()["pages"][0]["url"]

    assert "x-offline" not in hers.get(url, headers={"hx-request": "true"}).headers
