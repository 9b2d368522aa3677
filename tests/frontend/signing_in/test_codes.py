"""Codes by e-mail: the same answer for every address, one browser, one use, and counted by account."""

import asyncio
import re
from datetime import timedelta

import httpx
import pytest
from structlog.testing import capture_logs

from events.network.identity import PersonalData
from events.network.person import RegisterPerson
from frontend.pages.sign_in import by_code
from frontend.signing_in import codes, pace
from frontend.signing_in.answering import ALL_TAKE
from frontend.signing_in.limits import forgive
from tests.frontend.house import House
from tests.people import GIULIA, MARTA, ROSA, id_of

STRANGER = "nobody.canary@example.org"


@pytest.fixture(autouse=True)
async def patient(web: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for what another has tried."""
    for what in ("code sent", "code sent today", "code tried"):
        await forgive(web.node, what, codes.marked(web.node, GIULIA.email))
    for what in ("code asked", "code tried from"):
        await forgive(web.node, what, "127.0.0.1")


async def post(web: House, client: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    return await client.post(path, data={**fields, "_csrf_token": await web.token(client)})


async def asked(web: House, client: httpx.AsyncClient, email: str) -> httpx.Response:
    return await post(web, client, "/entra/codice", email=email)


def digits(letter: dict) -> str:
    return letter["words"]["code"]


def another(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


async def test_who_reads_the_code_is_in_on_a_new_cookie(web: House, letters, known):
    async with web.browser() as client:
        answer = await asked(web, client, known.email.upper())
        before = client.cookies["casa"]
        came = await post(web, client, "/entra/codice/prova", code=digits(letters[-1]))
        session = await web.node.sessions.find(client.cookies["casa"])

    assert (answer.status_code, answer.headers["location"]) == (303, "/entra/codice")
    assert (came.status_code, came.headers["location"]) == (303, "/")
    assert letters[-1]["to"] == known.email
    assert (session.person, session.means, session.confirmed) == (known.id, "code", None)
    assert client.cookies["casa"] != before
    assert await web.node.sessions.find(before) is None


async def test_an_unknown_address_gets_the_same_answer_and_no_letter(web: House, letters, known):
    answers, took = [], []
    for email in (known.email, STRANGER):
        async with web.browser() as client:
            began = asyncio.get_running_loop().time()
            answer = await asked(web, client, email)
            took.append(asyncio.get_running_loop().time() - began)
            page = await client.get("/entra/codice")
            tried = await post(web, client, "/entra/codice/prova", code="000000")
            shown = re.sub(
                r'value="[^"]{20,}"|[0-9a-f-]{32,}|datetime="[^"]*"|since=[^"]*', "", page.text + tried.text
            )
            answers.append((answer.status_code, answer.headers["location"], tried.status_code, shown))

    assert answers[0] == answers[1]
    assert [it["to"] for it in letters] == [known.email]
    assert min(took) >= ALL_TAKE


async def test_a_code_is_for_one_browser_and_one_use_and_a_newer_one_takes_its_place(
    web: House, letters, known
):
    async with web.browser() as one, web.browser() as other:
        await asked(web, one, known.email)
        first = digits(letters[-1])
        await asked(web, one, known.email)
        stolen = await post(web, other, "/entra/codice/prova", code=digits(letters[-1]))
        old = await post(web, one, "/entra/codice/prova", code=first)
        before = one.cookies["casa"]
        came = await post(web, one, "/entra/codice/prova", code=digits(letters[-1]))
        one.cookies.clear()
        one.cookies.set("casa", before)
        again = await post(web, one, "/entra/codice/prova", code=digits(letters[-1]))

    assert [it.status_code for it in (stolen, old, came, again)] == [422, 422, 303, 422]


async def test_after_five_wrong_tries_the_right_one_is_wrong_too(web: House, letters, known):
    async with web.browser() as client:
        await asked(web, client, known.email)
        right = digits(letters[-1])
        for _ in range(codes.TRIES):
            await post(web, client, "/entra/codice/prova", code=another(right))
        late = await post(web, client, "/entra/codice/prova", code=right)

    assert late.status_code == 422


async def test_a_code_that_was_not_sent_is_never_right(web: House, letters, known, monkeypatch):
    """Else whoever asks on and on has five new tries each time, long after the letters have stopped."""
    monkeypatch.setattr(codes.secrets, "randbelow", lambda most: 123_456)
    came = []
    for _ in range(5):
        async with web.browser() as client:
            await asked(web, client, known.email)
            came.append((await post(web, client, "/entra/codice/prova", code="654321")).status_code)
            last = await post(web, client, "/entra/codice/prova", code="123456") if len(came) == 5 else None

    assert (len(letters), came, last.status_code) == (4, [422] * 5, 422)


async def test_an_old_code_is_no_code(web: House, letters, known, monkeypatch):
    monkeypatch.setattr(codes, "LASTS", timedelta(seconds=-1))
    async with web.browser() as client:
        await asked(web, client, known.email)
        assert (await post(web, client, "/entra/codice/prova", code=digits(letters[-1]))).status_code == 422


async def test_fifty_addresses_together_try_ten_times_a_minute(web: House, letters, known, settings):
    settings(client_address_header="x-forwarded-for")

    async def guess(n: int) -> list[int]:
        async with web.browser() as client:
            client.headers["x-forwarded-for"] = f"made.up, 203.0.113.{n}"
            await asked(web, client, known.email)
            return [await post(web, client, "/entra/codice/prova", code=f"{n:06}") for _ in range(4)]

    tried = [answer for found in await asyncio.gather(*map(guess, range(50))) for answer in found]
    looked_at = [it for it in tried if "non è giusto" in it.text]

    assert len(tried) == 200
    assert 1 <= len(looked_at) <= 10
    assert {it.status_code for it in tried} <= {422, 429, 503}  # a loaded house may ask to try again
    assert len(letters) <= 4


async def test_one_address_alone_is_stopped_whoever_it_says_it_is(web: House, letters, known, monkeypatch):
    monkeypatch.setattr(by_code, "FROM_ONE_ADDRESS", 3)
    async with web.browser() as client:
        tried = [(await asked(web, client, f"a{n}@example.org")).status_code for n in range(4)]

    assert tried == [303, 303, 303, 429]
    assert pace.FROM_ONE_ADDRESS > 3


async def test_neither_address_nor_code_is_kept_or_logged_anywhere(web: House, letters, known):
    with capture_logs() as logs:
        async with web.browser() as client:
            answer = await asked(web, client, known.email)
            await post(web, client, "/entra/codice/prova", code=digits(letters[-1]))
            async with web.browser() as other:
                await asked(web, other, STRANGER)
    secret = [known.email, STRANGER, digits(letters[-1]), digits(letters[-1]).replace(" ", "")]

    stored = b"".join(file.read_bytes() for file in web.settings.data.rglob("*") if file.is_file())
    told = f"{logs} {answer.headers}"
    assert not [it for it in secret if it in told]
    assert not [it for it in secret[:3] if it.encode() in stored]


async def test_an_applicant_comes_back_by_receipt_and_the_address_of_their_form(
    web: House, letters, monkeypatch
):
    luca = id_of("Luca of the receipt")
    data = PersonalData(
        first_name="Luca", last_name="Ferri", birth_date=ROSA.born, email="luca.canary@example.org"
    )
    await web.caught_up(
        await web.ask(RegisterPerson(stream=luca, dossier=luca, identity=data), "coordinator", MARTA.id)
    )
    monkeypatch.setattr(
        "frontend.signing_in.answering.by_receipt", lambda db, it: luca if it == "7K3F-Q9M2" else None
    )
    async with web.browser() as client:
        await post(web, client, "/entra/domanda", receipt="7K3F-Q9M2", email="someone.else@example.org")
        none = list(letters)
        await post(web, client, "/entra/domanda", receipt="7K3F-Q9M2", email="Luca.Canary@example.org")
        came = await post(web, client, "/entra/codice/prova", code=digits(letters[-1]))
        session = await web.node.sessions.find(client.cookies["casa"])
    async with web.browser() as client:
        await asked(web, client, "luca.canary@example.org")

    assert (none, came.status_code) == ([], 303)
    assert (session.person, session.role) == (luca, "self")
    assert len(letters) == 2  # the address is proven now: the next time the receipt is not needed
