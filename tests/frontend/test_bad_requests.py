"""What should never come from a browser: a designed answer every time, nothing done, never a 500."""

import pytest

from frontend.ids import uuid7
from frontend.urlencoded import KIND
from tests.frontend.house import House
from tests.frontend.test_example_page import GOOD, PAGE, times
from tests.people import GIULIA, MARTA


async def posted(web: House, client, headers=None, **changes):
    data = {**GOOD, "command_id": str(uuid7()), "_csrf_token": await web.token(client), **changes}
    return await client.post(
        PAGE, data={k: v for k, v in data.items() if v is not None}, headers=headers or {}
    )


@pytest.mark.parametrize(
    ("headers", "changes"),
    [
        ({}, {"_csrf_token": None}),
        ({}, {"_csrf_token": "0" * 32}),
        ({}, {"_csrf_token": "è"}),
        ({"origin": "https://evil.example"}, {}),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, {}),
        ({"sec-fetch-site": "cross-site"}, {}),
        ({"sec-fetch-site": "same-site"}, {}),
    ],
)
async def test_a_form_not_from_our_page_is_refused_and_does_nothing(web: House, headers, changes):
    async with web.browser(GIULIA) as client:
        before = times((await client.get(PAGE)).text)
        answer = await posted(web, client, headers, **changes)
        after = times((await client.get(PAGE)).text)

    assert answer.status_code == 403
    assert "La pagina è rimasta aperta a lungo" in answer.text
    assert before == after


async def test_every_page_has_a_token_of_its_own_and_each_of_them_fits(web: House):
    """Pages are packed: what stays the same beside what somebody else may choose could be guessed by its length."""
    async with web.browser(GIULIA) as client:
        tokens = {await web.token(client) for _ in range(3)}
        answers = [(await posted(web, client, _csrf_token=it)).status_code for it in tokens]
        torn = [(await posted(web, client, _csrf_token="0" * 16 + it[16:])).status_code for it in tokens]

    assert (len(tokens), answers, torn) == (3, [303] * 3, [403] * 3)


async def test_the_token_of_another_session_does_not_fit(web: House):
    async with web.browser(MARTA) as other, web.browser(GIULIA) as client:
        answer = await posted(web, client, _csrf_token=await web.token(other))

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"first_name=x", 415),
        ("application/json", b"[" * 100_000, 415),
        (KIND, b"&".join([b"a=1"] * 60_000), 400),
        (KIND, b"note=" + b"x" * 300_000, 413),
        (KIND, b"%ff%fe=1", 400),
        ("multipart/form-data; boundary=x", b"--x--", 415),
    ],
)
async def test_a_body_no_form_has_gets_a_designed_answer(web: House, kind, body, status):
    async with web.browser(GIULIA) as client:
        headers = {"content-type": kind, "x-csrftoken": await web.token(client)}
        answer = await client.post(PAGE, content=body, headers=headers)

    assert answer.status_code == status
    assert "<h1>" in answer.text


async def test_bad_bytes_are_shown_at_their_field(web: House):
    async with web.browser(GIULIA) as client:
        body = b"first_name=Giu%00lia&last_name=%ff&birth_date-day=1&birth_date-month=1&birth_date-year=1998"
        headers = {"content-type": KIND, "x-csrftoken": await web.token(client)}
        answer = await client.post(PAGE, content=body, headers=headers)

    assert answer.status_code == 422
    assert 'href="#first_name"' in answer.text
    assert 'href="#last_name"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/niente",
        "/esempio/1 OR 1=1",
        "/esempio/%2e%2e",
        "/esempio/{{7*7}}",
        "/esempio/",
        "/../../etc/passwd",
        "/%ff",
    ],
)
async def test_an_address_nobody_has_gets_the_designed_page(web: House, path):
    async with web.browser(MARTA) as client:
        answer = await client.get(path)

    assert answer.status_code == 404
    assert "Questa pagina non c’è" in answer.text


async def test_a_block_that_is_not_there_is_a_fragment(web: House):
    async with web.browser(MARTA) as client:
        answer = await client.get("/niente", headers={"hx-request": "true"})

    assert answer.status_code == 404
    assert answer.text.lstrip().startswith("<section")


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH"])
async def test_a_method_a_page_does_not_have(web: House, method):
    async with web.browser(MARTA) as client:
        answer = await client.request(method, PAGE)

    assert answer.status_code == 405
    assert "<h1>" in answer.text


async def test_reading_does_not_write(web: House):
    async with web.browser(GIULIA) as client:
        answer = await client.get("/esci")

    assert answer.status_code in (404, 405)


@pytest.mark.parametrize("since", ["x", "-1", "9" * 40, "1&since=2"])
async def test_a_query_that_makes_no_sense(web: House, since):
    async with web.browser() as client:
        answer = await client.get(f"/novita?since={since}")

    assert answer.status_code in (303, 400)


async def test_every_answer_has_the_strict_headers(web: House):
    async with web.browser(MARTA) as client:
        answers = [await client.get(path) for path in (PAGE, "/niente", "/healthz")]

    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
