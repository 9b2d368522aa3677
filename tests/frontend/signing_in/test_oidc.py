"""Outside logins against a real issuer on this machine: linked by oneself, believed only when everything fits."""

import time
from collections.abc import Iterator

import httpx
import pytest

from frontend.signing_in import oidc
from tests.frontend.house import House
from tests.frontend.pages.posting import filled
from tests.frontend.signing_in.issuer import CLIENT, Issuer, issuer
from tests.people import GIULIA, UGO

MINE = "/profilo/accesso/esterno"


@pytest.fixture(scope="module")
def outside() -> Iterator[Issuer]:
    with issuer() as made:
        yield made


@pytest.fixture
def linked_house(web: House, outside: Issuer, monkeypatch: pytest.MonkeyPatch) -> House:
    """The same house, with that issuer set up."""
    outside.wrong, outside.forged, outside.elsewhere = {}, False, ""
    oidc.KNOWN.clear()
    told = {"oidc_issuer": outside.url, "oidc_client_id": CLIENT}
    monkeypatch.setattr(web.node, "settings", web.settings.model_copy(update=told))
    return web


async def back(client: httpx.AsyncClient, outside: Issuer, who: str) -> httpx.Response:
    """Out to the issuer and back."""
    away = await client.get("/entra/esterno")
    assert away.status_code == 303, away.text[-300:]
    return await client.get(outside.agree(away.headers["location"], who))


async def link(client: httpx.AsyncClient, outside: Issuer, who: str) -> httpx.Response:
    page = await client.get(MINE)
    away = await client.post(MINE, data=filled(page, MINE))
    return await client.get(outside.agree(away.headers["location"], who))


async def test_without_an_issuer_there_is_nothing_of_it(web: House):
    async with web.browser(UGO) as client:
        for page in ("/entra/esterno", "/entra/esterno/ritorno?code=a&state=b", MINE):
            assert (await client.get(page)).status_code == 404


async def test_linked_by_oneself_it_opens_ones_own_page_and_unlinked_none(
    linked_house: House, outside: Issuer
):
    async with linked_house.browser(GIULIA) as giulia, linked_house.browser() as stranger:
        before = await back(stranger, outside, "giulia@spid")
        done = await link(giulia, outside, "giulia@spid")
        answer = await back(stranger, outside, "giulia@spid")
        session = await linked_house.node.sessions.find(answer.cookies["casa"])
        page = await giulia.get(MINE)
        await giulia.post(f"{MINE}/fine", data=filled(page, f"{MINE}/fine"))
        after = await back(stranger, outside, "giulia@spid")

    assert "non è ancora collegato" in before.text
    assert (done.status_code, done.headers["location"]) == (303, MINE)
    assert (session.person, session.means) == (GIULIA.id, "oidc")
    assert "non è ancora collegato" in after.text


async def test_one_login_is_never_two_persons(linked_house: House, outside: Issuer):
    async with linked_house.browser(GIULIA) as giulia, linked_house.browser(UGO) as ugo:
        await link(giulia, outside, "one@spid")
        answer = await link(ugo, outside, "one@spid")

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example.org"}, {"aud": "another"}, {"aud": [CLIENT, "b"]}, {"nonce": "another"},
        {"exp": time.time() - 300}, {"iat": time.time() + 3_600}, {"sub": None}, {"nonce": None}, {"exp": None},
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_not_believed(linked_house: House, outside: Issuer, wrong: dict):
    outside.wrong = wrong
    async with linked_house.browser() as client:
        answer = await back(client, outside, "giulia@spid")

    assert answer.status_code == 400
    assert "casa" not in answer.cookies


async def test_a_token_of_another_key_and_an_endpoint_elsewhere_are_not_believed(
    linked_house: House, outside: Issuer
):
    outside.forged = True
    async with linked_house.browser() as client:
        assert (await back(client, outside, "giulia@spid")).status_code == 400
        oidc.KNOWN.clear()
        outside.elsewhere = "http://127.0.0.1:9"
        assert (await client.get("/entra/esterno")).status_code == 400


async def test_a_state_is_good_once_and_in_its_own_browser(linked_house: House, outside: Issuer):
    async with linked_house.browser() as client, linked_house.browser() as other:
        await other.get("/entra")
        away = await client.get("/entra/esterno")
        address = outside.agree(away.headers["location"], "giulia@spid")
        stolen = await other.get(address)
        again = await client.get(address)

    assert (stolen.status_code, again.status_code) == (400, 400)


async def test_whoever_went_out_must_still_be_in_to_link(linked_house: House, outside: Issuer):
    async with linked_house.browser(UGO) as client:
        page = await client.get(MINE)
        away = await client.post(MINE, data=filled(page, MINE))
        address = outside.agree(away.headers["location"], "ugo@spid")
        await linked_house.node.sessions.end(await linked_house.node.sessions.find(client.cookies["casa"]))
        answer = await client.get(address)

    assert answer.status_code == 400
