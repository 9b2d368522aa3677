"""POST /invii before a real house: each item once, in order, and none harmed by another."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from frontend.ids import uuid7
from frontend.receipts import receipt
from tests.frontend.house import House
from tests.frontend.mailbox.phone import FROM_HERE, Phone, kept, phone
from tests.frontend.mailbox.stored import stored
from tests.people import GIULIA, MARTA, UGO

BORN = {"birth_date-day": "3", "birth_date-month": "4", "birth_date-year": "1999"}
SHEET = f"/esempio/{GIULIA.id}"


@pytest.fixture
async def hers(web: House) -> AsyncIterator[Phone]:
    async with phone(web, MARTA) as made:
        yield made


def named(surname: str, **more: Any) -> dict[str, Any]:
    return kept(SHEET, fields={"first_name": "Giulia", "last_name": surname, **BORN}, **more)


async def test_an_item_is_taken_once_and_gets_its_receipt(hers: Phone, web: House) -> None:
    item = named("Uno")

    first, again = await hers.told(item), await hers.told(item)

    assert (first[0]["outcome"], first[0]["receipt"]) == ("accepted", receipt_of(item))
    assert again == first
    assert len(stored(web, item["id"])) == 1


def receipt_of(item: dict[str, Any]) -> str:
    return receipt(UUID(item["id"]))


async def test_fifty_at_once_are_one_fact_and_fifty_equal_answers(hers: Phone, web: House) -> None:
    item = named("Cinquanta")

    answers = await asyncio.gather(*(hers.told(item) for _ in range(50)))

    assert all(it == answers[0] for it in answers)
    assert answers[0][0]["outcome"] == "accepted"
    assert len(stored(web, item["id"])) == 1


async def test_the_same_id_with_other_words_is_refused_as_such(hers: Phone, web: House) -> None:
    item, other = named("Prima"), named("Seconda")

    results = await hers.told(item, {**other, "id": item["id"]})

    assert [it["outcome"] for it in results] == ["accepted", "refused"]
    assert "già stato usato" in results[1]["reason"]
    assert len(stored(web, item["id"])) == 1


async def test_one_bad_item_never_harms_another(hers: Phone) -> None:
    bad: list[Any] = [
        {**named("x"), "id": "k" * 10_000}, {**named("x"), "id": ""}, {**named("x"), "id": "1 OR 1=1"},
        {**named("x"), "fields": [["a"]]}, {**named("x"), "fields": {"a": "b"}}, {**named("x"), "role": "admin"},
        {**named("x"), "action": "//evil.example/x"}, {**named("x"), "action": "/esempio/../esci"},
        {**named("x"), "occurred_at": 5}, {**named("x"), "occurred_at": "2026-02-31T00:00:00Z"},
        {**named("x"), "occurred_at": "2026-02-01T00:00:00"}, {**named("x"), "skew_ms": True},
        {**named("x"), "zone": 7}, {**named("x"), "form_v": "1"}, None, [], "x", {}, 7,
        {**named("x"), "fields": [["last_name", "y" * 70_000]]}, {**named("x"), "after": "nobody"},
    ]  # fmt: skip

    results = await hers.told(named("Sano"), *bad, named("Salvo"))

    assert [it["outcome"] for it in results] == ["accepted", *["refused"] * len(bad), "accepted"]
    assert all(it["reason"] for it in results[1:-1])


async def test_faults_of_fields_come_back_with_their_words(hers: Phone, web: House) -> None:
    item = kept(SHEET, fields={"first_name": "Giulia", "last_name": "", **BORN, "birth_date-day": "31"})

    (result,) = await hers.told(item)

    assert result["outcome"] == "refused"
    assert set(result["fields"]) == {"last_name", "birth_date"}
    assert result["html"] is None
    assert stored(web, item["id"]) == []


async def test_words_no_form_could_send_are_not_taken(hers: Phone) -> None:
    nul, lone = await hers.told(named("a\x00b"), named("a\ud800b"))

    assert (nul["outcome"], list(nul["fields"])) == ("refused", ["last_name"])
    assert lone["outcome"] == "refused"


async def test_the_block_comes_along_where_it_was_asked_for(hers: Phone) -> None:
    good, bad = await hers.told(named("Mostrata", show="sheet"), named("", show="sheet"))

    assert '<section id="sheet">' in good["html"]
    assert "<html" not in good["html"]
    assert 'id="last_name-error"' in bad["html"]


async def test_only_forms_of_the_field_may_be_sent_from_afar(hers: Phone) -> None:
    results = await hers.told(
        *(kept(path) for path in ("/esci", "/entra", "/invii", "/demo", "/static/x", "/"))
    )

    assert {it["outcome"] for it in results} <= {"refused", "gone"}
    assert (await hers.client.get("/profilo")).status_code in (200, 404)
    assert (await hers.outcomes(named("Ancora qui"))) == ["accepted"]


async def test_what_is_not_there_is_gone_and_tells_nothing_more(web: House) -> None:
    async with phone(web, UGO) as his:
        nobody, not_his = await his.told(kept(f"/esempio/{uuid7()}"), named("Non suo"))

    assert {nobody["outcome"], not_his["outcome"]} == {"gone"}
    assert nobody["reason"] == not_his["reason"]


async def test_what_builds_on_something_goes_after_it_in_whatever_order_it_came(
    hers: Phone, web: House
) -> None:
    first, second, third = named("A"), named("B"), named("C")
    second["after"], third["after"] = first["id"], second["id"]

    assert await hers.outcomes(third, second, first) == ["accepted"] * 3
    versions = [stored(web, it["id"])[0]["stream_version"] for it in (first, second, third)]
    assert versions == sorted(versions)


async def test_behind_something_refused_it_waits_and_its_id_is_not_used_up(hers: Phone) -> None:
    bad, behind, other = named(""), named("Dietro"), named("Altro")
    behind["after"] = bad["id"]
    last = named("Ultimo", after=behind["id"])

    assert await hers.outcomes(bad, behind, last, other) == ["refused", "waits", "waits", "accepted"]
    mended = named("Ora sì")
    assert await hers.outcomes(mended, {**behind, "after": mended["id"]}) == ["accepted", "accepted"]


async def test_a_circle_and_oneself_wait(hers: Phone) -> None:
    one, two, own = named("1"), named("2"), named("3")
    one["after"], two["after"], own["after"] = two["id"], one["id"], own["id"]

    assert await hers.outcomes(one, two, own) == ["waits", "waits", "waits"]


CLOCKS = {
    "a year ahead, unknown": (timedelta(days=365), 0, "accepted"),
    "a year ahead, measured": (timedelta(days=365), 365 * 86_400_000, "accepted"),
    "1970, measured": (datetime(1970, 1, 1, tzinfo=UTC) - datetime.now(UTC), None, "accepted"),
    "1970, unknown": (datetime(1970, 1, 1, tzinfo=UTC) - datetime.now(UTC), 0, "refused"),
    "yesterday": (timedelta(days=-1), 0, "accepted"),
    "thirty-one days ago": (timedelta(days=-31), 0, "refused"),
}


@pytest.mark.parametrize("clock", CLOCKS)
async def test_wrong_clocks_neither_lose_nor_reorder(hers: Phone, web: House, clock: str) -> None:
    off, skew, outcome = CLOCKS[clock]
    now = datetime.now(UTC)
    measured = int(off.total_seconds() * 1000) if skew is None else skew
    item = named(clock, at=now + off, skew_ms=measured)

    (result,) = await hers.told(item)

    assert result["outcome"] == outcome
    assert bool(result["notice"]) == (clock == "a year ahead, unknown")
    for record in stored(web, item["id"]):
        said = datetime.fromisoformat(record["occurred_at"])
        assert timedelta(days=-2) < said - now < timedelta(minutes=1)
        assert record["late"] == (clock == "yesterday")


async def test_the_ends_of_the_calendar_are_refused(hers: Phone) -> None:
    for year in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        (result,) = await hers.told({**named("x"), "occurred_at": year})
        assert result["outcome"] in ("refused", "accepted")


async def test_another_persons_items_are_left_to_them(web: House, hers: Phone) -> None:
    async with phone(web, UGO) as his:
        his.user = hers.user
        answer = await his.send(named("Di Marta"))

    assert answer.status_code == 403
    assert "results" not in answer.json()


async def test_signed_out_it_all_waits(web: House) -> None:
    async with web.browser() as client:
        assert (await Phone(client, "x").send(named("Chi?"))).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://localhost"}, {"x-casa": "outbox"}, {"x-casa": "outbox", "origin": "https://evil.example"},
        {**FROM_HERE, "sec-fetch-site": "cross-site"}, {**FROM_HERE, "origin": "null"},
    ],
)  # fmt: skip
async def test_only_our_own_script_may_send(hers: Phone, headers: dict[str, str]) -> None:
    answer = await hers.client.post("/invii", json={"user": hers.user, "items": []}, headers=headers)

    assert answer.status_code == 403


BAD = {
    "not JSON": b"{", "an array": b"[]", "UTF-16": '{"user": "", "items": []}'.encode("utf-16"),
    "bad UTF-8": b'{"user": "\xff", "items": []}', "deep": b"[" * 100_000 + b"]" * 100_000,
    "twice": b'{"user": "", "user": "x", "items": []}', "NaN": b'{"user": "", "items": [NaN]}',
    "infinite": b'{"user": "", "items": [1e999]}', "long number": b'{"user": "", "items": [' + b"9" * 5000 + b"]}",
    "empty": b"", "unknown field": b'{"user": "", "items": [], "role": "admin"}', 
    "user a number": b'{"user": 1, "items": []}',
    "items an object": b'{"user": "", "items": {}}',
}  # fmt: skip


@pytest.mark.parametrize("way", BAD)
async def test_what_cannot_be_read_is_said_in_plain_words(hers: Phone, way: str) -> None:
    headers = {**FROM_HERE, "content-type": "application/json"}
    answer = await hers.client.post("/invii", content=BAD[way], headers=headers)

    assert (answer.status_code, answer.json()["reason"]) == (400, "Questo invio non si legge.")


async def test_a_form_or_plain_text_is_no_batch(hers: Phone) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = await hers.client.post("/invii", content=b"{}", headers={**FROM_HERE, "content-type": kind})
        assert answer.status_code == 415


async def test_too_many_are_told_how_many_fit(hers: Phone, web: House) -> None:
    many = await hers.send(*[named("x") for _ in range(5_000)])
    large = [named("y" * 9_000) for _ in range(60)]
    bytes_ = await hers.send(*large)
    huge = await hers.send(*[named("y" * 60_000) for _ in range(60)])

    assert (many.status_code, many.json()["fits"]) == (413, 200)
    assert (bytes_.status_code, huge.status_code) == (413, 413)
    assert (await hers.send(*large[: bytes_.json()["fits"]])).status_code == 200
    assert huge.json()["fits"] >= 1
    assert stored(web, large[-1]["id"]) == []
