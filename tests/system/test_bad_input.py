"""What should never come from a browser, on the forms people use: an answer in words, what was typed kept, nothing done."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.people import (
    AHMED,
)
from tests.system.bad_forms import DESK, FORMS, GOAL, SHARING, TYPED, BadForm, encoded
from tests.system.house import House
from tests.system.positions import positions
from tests.system.posted import Hands, in_hands, post


@pytest.fixture(scope="module")
def hands(lived_in: House) -> Iterator[Hands]:
    """A phone each, none of which follows where it is sent on."""
    with in_hands(lived_in, {*(it.who for it in FORMS), SHARING.who}) as held:
        yield held


@pytest.fixture
def nothing_done(lived_in: House) -> Iterator[None]:
    before = positions(lived_in.data)
    yield
    assert positions(lived_in.data) == before


FORGED: dict[str, tuple[dict[str, Any], dict[str, str], int]] = {
    "no token": ({"_csrf_token": ""}, {}, 403),
    "another's token": ({"_csrf_token": "another"}, {}, 403),
    "foreign origin": ({}, {"origin": "https://evil.example"}, 403),
    "foreign site": ({}, {"sec_fetch_site": "cross-site"}, 403),
    "another house in front": ({}, {"host": "evil.example"}, 403),
    "said to be text": ({}, {"content_type": "text/plain"}, 403),
    "said to be json": ({}, {"content_type": "application/json"}, 403),
}


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("form", FORMS, ids=lambda it: it.name)
@pytest.mark.parametrize("way", FORGED)
def test_a_form_not_sent_from_our_page_is_refused(hands: Hands, form: BadForm, way: str) -> None:
    changes, headers, status = FORGED[way]
    action, body = form.open(hands[form.who])
    if changes.get("_csrf_token") == "another":
        changes = (
            {"_csrf_token": GOAL.open(hands[AHMED])[1]["_csrf_token"]}
            if form.who != AHMED
            else {"_csrf_token": "0" * 32}
        )

    answer = post(hands[form.who], action, encoded({**body, **changes}), **headers)

    assert answer.status_code == status
    assert "<h1>" in answer.text


BYTES = {
    "nul": b"prima%00dopo",
    "lone surrogate": b"prima%ED%A0%80dopo",
    "not utf-8": b"prima%ff%fedopo",
    "too long": b"parola" * 10_000,
    "one word without end": b"x" * 200_000,
}


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("form", FORMS, ids=lambda it: it.name)
@pytest.mark.parametrize("way", BYTES)
def test_a_text_nobody_can_keep_is_named_at_its_field_and_the_rest_stays(
    hands: Hands, form: BadForm, way: str
) -> None:
    action, body = form.open(hands[form.who])

    answer = post(hands[form.who], action, encoded(body, {form.text: BYTES[way]}))

    assert answer.status_code == 422
    assert f'href="#{form.text}"' in answer.text
    assert ("prima" in answer.text) or ("parola" * 10_000 in answer.text) or ("x" * 200_000 in answer.text)


SHAPES: dict[str, tuple[bytes, set[int]]] = {
    "10 MB": (b"&altro=" + b"x" * 10_000_000, {413}),
    "200k fields": (b"&a=1" * 200_000, {413}),
    "60k fields": (b"&a=1" * 60_000, {400}),
    "a name that is no text": (b"&%ff%fe=1", {400}),
    "a field nobody asked": (b"&role=admin", {422}),
    "utf-16": ("&nota=ciao".encode("utf-16"), {400, 422}),
    "nothing but noise": (b"&&&==&=&%", {400, 422}),
}


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("form", FORMS, ids=lambda it: it.name)
@pytest.mark.parametrize("way", SHAPES)
def test_a_form_of_no_known_shape_is_refused(hands: Hands, form: BadForm, way: str) -> None:
    more, statuses = SHAPES[way]
    action, body = form.open(hands[form.who])

    answer = post(hands[form.who], action, encoded(body) + more, x_csrftoken=body["_csrf_token"][0])

    assert answer.status_code in statuses
    assert answer.status_code != 422 or TYPED in answer.text


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("form", FORMS, ids=lambda it: it.name)
def test_a_field_sent_twice_is_refused(hands: Hands, form: BadForm) -> None:
    action, body = form.open(hands[form.who])

    answer = post(hands[form.who], action, encoded({**body, form.text: [TYPED, "altro"]}))

    assert answer.status_code == 422
    assert f'href="#{form.text}"' in answer.text


DAYS = [("31", "2", "2027"), ("1", "13", "2027"), ("-1", "1", "2027"), ("1", "1", "0001"), ("31", "12", "9999"),
        ("1", "1", "1" * 40), ("uno", "due", "tre"), ("1", "", ""), ("١", "١", "٢٠٢٧"), ("1e1", "1", "2027")]  # fmt: skip


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("day", DAYS, ids="-".join)
@pytest.mark.parametrize(("form", "name"), [(SHARING, "until"), (DESK, "birth_date")], ids=["share", "birth"])
def test_a_day_that_cannot_be_is_named_at_its_field(
    hands: Hands, form: BadForm, name: str, day: tuple[str, str, str]
) -> None:
    action, body = form.open(hands[form.who])
    parts = {f"{name}-{part}": text for part, text in zip(("day", "month", "year"), day, strict=True)}

    answer = post(hands[form.who], action, encoded({**body, **parts}))

    assert answer.status_code == 422
    assert f'href="#{name}"' in answer.text
    assert TYPED in answer.text or not form.text


NUMBERS = ["-1", "0", "1441", "9" * 400, "NaN", "Infinity", "1e999", "true", "12.5", "0x10", "١٢"]


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_cannot_be_is_named_at_its_field(hands: Hands, number: str) -> None:
    action, body = DESK.open(hands[DESK.who])

    answer = post(hands[DESK.who], action, encoded({**body, "household_size": number}))

    assert answer.status_code == 422
    assert 'href="#household_size"' in answer.text
    assert TYPED in answer.text
