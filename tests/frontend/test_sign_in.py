"""Coming in: one tap in a demo, nothing of the sort elsewhere, and the one-time link of an empty house."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from events.envelope import Refusal
from tests.frontend.house import House, secret
from tests.people import GIULIA, MARTA


@pytest.fixture
def staged(web: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The same house, started as a demo."""
    persons = [{"id": str(it.id), "first_name": it.first_name, "role": it.role} for it in (MARTA, GIULIA)]
    (web.settings.data / "demo.json").write_text(json.dumps({"persons": persons}))
    monkeypatch.setattr(web.node, "settings", web.settings.model_copy(update={"demo": True}))
    return web


async def test_one_tap_signs_in_and_leaves_the_old_cookie_behind(staged: House):
    async with staged.browser() as client:
        page = await client.get("/demo")
        before = client.cookies["casa"]
        token = await staged.token(client)
        answer = await client.post("/demo", data={"who": str(MARTA.id), "_csrf_token": token})

    assert "Marta" in page.text
    assert "Giulia" in page.text
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.cookies["casa"] != before
    assert (await staged.node.sessions.find(client.cookies["casa"])).person == MARTA.id
    assert await staged.node.sessions.find(before) is None


async def test_nobody_outside_the_cast_can_be_chosen(staged: House):
    async with staged.browser() as client:
        data = {"who": "3f0c9d4e-0000-4000-8000-000000000000", "_csrf_token": await staged.token(client)}
        answer = await client.post("/demo", data=data)

    assert answer.status_code == 404


async def test_outside_a_demo_there_is_no_such_page(web: House):
    async with web.browser() as client:
        page = await client.get("/demo")
        answer = await client.post(
            "/demo", data={"who": str(MARTA.id), "_csrf_token": await web.token(client)}
        )

    assert (page.status_code, answer.status_code) == (404, 404)


@pytest.fixture
def link(web: House) -> Path:
    secret(web.settings.secrets / "first-run.json", "open-sesame")
    return web.settings.secrets / "first-run.json"


async def test_the_first_link_makes_a_coordinator_once(
    web: House, link: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[object] = []

    async def make(*who: object) -> UUID:
        asked.append(who)
        return MARTA.id

    monkeypatch.setattr(web.node, "first_coordinator", make)
    async with web.browser() as client:
        page = await client.get("/primo-accesso/open-sesame")
        answer = await client.post("/primo-accesso/open-sesame", data=await filled(web, client))
        again = await client.get("/primo-accesso/open-sesame")

    assert (page.status_code, answer.status_code, again.status_code) == (200, 303, 404)
    assert asked == [("Marta", "Lenzi", MARTA.born)]
    assert not link.exists()


async def test_a_wrong_link_is_not_there(web: House, link: Path):
    async with web.browser() as client:
        assert (await client.get("/primo-accesso/open-barley")).status_code == 404
    assert link.exists()


async def test_a_refusal_keeps_the_link_and_what_was_typed(web: House, link: Path, monkeypatch):
    async def make(*_: object) -> UUID:
        raise Refusal("person.not-oneself", "first_name")

    monkeypatch.setattr(web.node, "first_coordinator", make)
    async with web.browser() as client:
        answer = await client.post("/primo-accesso/open-sesame", data=await filled(web, client))

    assert answer.status_code == 422
    assert 'value="Lenzi"' in answer.text
    assert link.exists()


async def filled(web: House, client) -> dict[str, str]:
    return {
        "first_name": "Marta", "last_name": "Lenzi", "birth_date-day": "2", "birth_date-month": "3",
        "birth_date-year": "1975", "_csrf_token": await web.token(client),
    }  # fmt: skip
