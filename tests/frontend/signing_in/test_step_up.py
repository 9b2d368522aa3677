"""A second factor before what cannot be taken back: set up on the spot, fresh for ten minutes, each code once."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pyotp
import pytest

from events.network.keys import SetSecondFactor, keys_of
from events.role import Role
from frontend.pages.access.queries import ways
from frontend.signing_in import totp
from frontend.signing_in.limits import forgive
from frontend.signing_in.step_up import FRESH, safe
from tests.frontend.house import House
from tests.people import GIULIA, MARTA, Person

APPOINTING = "/ambito"
WAYS_IN = (
    "/profilo/accesso/chiavi", f"/profilo/accesso/chiavi/{MARTA.id}/fine", "/profilo/accesso/posta",
    "/profilo/accesso/posta/fine", "/profilo/accesso/seconda/fine", "/profilo/pin", "/profilo/pin/dispositivo",
)  # fmt: skip


async def signed_in(web: House, client: httpx.AsyncClient, person: Person = MARTA, **more: object) -> str:
    cookie, _ = await web.node.sessions.begin(person.id, Role(person.role), "it", **more)
    client.cookies.set("casa", cookie)
    return await web.token(client)


def hidden(page: str, form: str) -> dict[str, str]:
    inside = page.split(f'action="{form}"', 1)[1].split("</form>", 1)[0]
    return {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', inside)}


async def test_what_was_typed_waits_while_an_app_is_set_up_and_its_code_is_good_once(web: House):
    async with web.browser() as client:
        token = await signed_in(web, client)
        asked = await client.post(APPOINTING, data={"act": "DD 7/2026", "who": "x", "_csrf_token": token})
        where = asked.headers["location"]
        page = (await client.get(where)).text
        secret = re.search(r'class="secret">([^<]+)<', page)[1].replace(" ", "")
        now = pyotp.TOTP(secret).now()
        before = client.cookies["casa"]
        wrong = await client.post("/conferma/app", data=hidden(page, "/conferma/app") | {"code": "000000"})
        done = await client.post("/conferma/app", data=hidden(wrong.text, "/conferma/app") | {"code": now})
        waiting = hidden(done.text, APPOINTING)
        sent = await client.post(APPOINTING, data=waiting)
        gone = await client.get(where)
    async with web.browser() as other:
        await signed_in(web, other)
        page = (await other.get("/conferma?poi=/ambito")).text
        replayed = await other.post("/conferma/codice", data=hidden(page, "/conferma/codice") | {"code": now})

    assert (asked.status_code, urlsplit(where).path) == (303, "/conferma")
    assert "DD 7/2026" not in where
    assert (wrong.status_code, done.status_code) == (422, 200)
    assert {**waiting, "_csrf_token": ""} == {"act": "DD 7/2026", "who": "x", "_csrf_token": ""}
    assert sent.status_code != 303  # past the guard: the form itself is looked at, and is not in order
    assert (await web.node.sessions.find(before)) is None
    assert "secret" not in gone.text
    assert replayed.status_code == 422
    mine = ways(web.node.readmodel.connection(), MARTA.id)
    assert secret not in mine.second.model_dump_json()


async def test_ten_minutes_later_it_is_asked_for_again(web: House):
    async with web.browser() as client:
        just, long_ago = datetime.now(UTC), datetime.now(UTC) - FRESH
        token = await signed_in(web, client, confirmed=just)
        fresh = await client.post(APPOINTING, data={"_csrf_token": token})
        token = await signed_in(web, client, confirmed=long_ago)
        stale = await client.post(APPOINTING, data={"_csrf_token": token})
        block = await client.post(APPOINTING, data={"_csrf_token": token}, headers={"hx-request": "true"})

    assert fresh.status_code == 422
    assert (stale.status_code, block.status_code) == (303, 401)
    assert block.headers["hx-redirect"].startswith("/conferma?")


async def test_a_form_waits_for_its_own_person_alone(web: House):
    async with web.browser() as client, web.browser() as thief:
        token = await signed_in(web, client)
        asked = await client.post(APPOINTING, data={"act": "DD 8/2026", "_csrf_token": token})
        key = parse_qs(urlsplit(asked.headers["location"]).query)["tenuto"][0]
        await signed_in(web, thief, GIULIA)
        _, session = await web.node.sessions.begin(GIULIA.id, Role.COHABITANT, "it")
        from frontend.signing_in.step_up import waiting

        assert await waiting(web.node, session, key) is None


async def test_the_door_of_a_demo_counts(web: House):
    async with web.browser() as client:
        token = await signed_in(web, client, means="demo")
        assert (await client.post(APPOINTING, data={"_csrf_token": token})).status_code == 422


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SELF])
async def test_who_works_here_confirms_before_a_way_in_is_added_or_taken_away(web: House, role):
    """Else the session alone would make itself a key to confirm with; going on as oneself is no way round."""
    person = await with_an_app(web)
    async with web.browser() as client:
        cookie, _ = await web.node.sessions.begin(person.id, role, "it", means="code")
        client.cookies.set("casa", cookie)
        token = {"_csrf_token": await web.token(client)}
        answers = [await client.post(path, data=token) for path in WAYS_IN]
        cookie, _ = await web.node.sessions.begin(person.id, role, "it", confirmed=datetime.now(UTC))
        client.cookies.set("casa", cookie)
        token = {"_csrf_token": await web.token(client)}
        after = [await client.post(path, data=token) for path in WAYS_IN]

    assert [urlsplit(it.headers.get("location", "")).path for it in answers] == ["/conferma"] * len(WAYS_IN)
    assert not [it for it in after if "/conferma" in it.headers.get("location", "")]


async def test_a_second_factor_is_not_tried_all_day_long(web: House, monkeypatch):
    monkeypatch.setattr("frontend.pages.confirm.views.MOST_A_DAY", 2)
    await with_an_app(web)
    for what in ("second factor", "second factor today"):
        await forgive(web.node, what, str(MARTA.id))
    async with web.browser() as client:
        token = await signed_in(web, client)
        tried = [
            await client.post("/conferma/codice", data={"code": "000000", "_csrf_token": token})
            for _ in range(3)
        ]
    for what in ("second factor", "second factor today"):
        await forgive(web.node, what, str(MARTA.id))

    assert ["Troppi tentativi" in it.text for it in tried] == [False, False, True]


async def with_an_app(web: House) -> Person:
    """Marta, who has a second factor."""
    mine = {"stream": keys_of(MARTA.id), "dossier": MARTA.id}
    secret = totp.closed(web.node, MARTA.id, totp.new_secret())
    await web.caught_up(await web.ask(SetSecondFactor(**mine, secret=secret), "self", MARTA.id))
    return MARTA


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/ambito?x=1", "/ambito?x=1"), ("//evil.example", "/"), ("https://evil.example", "/"),
        ("/\\evil.example", "/"), ("/a\nb", "/"), ("", "/"), ("javascript:alert(1)", "/"),
    ],
)  # fmt: skip
def test_one_comes_back_to_our_own_pages_only(asked, goes):
    assert safe(asked) == goes


def test_a_code_of_the_neighbouring_half_minute_is_taken_and_no_other(monkeypatch):
    secret, at = totp.new_secret(), 1_800_000_000
    monkeypatch.setattr(totp, "time", lambda: at)
    code = {n: pyotp.TOTP(secret).generate_otp(at // 30 + n) for n in (-2, -1, 0, 1, 2)}

    assert [totp.step_of(secret, code[n]) is not None for n in (-1, 0, 1)] == [True] * 3
    assert all(totp.step_of(secret, code[n]) is None for n in (-2, 2))
    assert timedelta(minutes=10) == FRESH
