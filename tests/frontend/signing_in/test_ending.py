"""The end of a session: by its person, by time, by a role that is over; at every web node within five seconds."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from uuid import uuid4

import httpx
import pytest

from deploy.demo.calendar import ZONE
from events.network.identity import PersonalData
from events.network.member import EndRole, GrantRole, member_of
from events.network.person import RegisterPerson
from events.role import Role
from frontend.app import create_app
from frontend.app import running as node_running
from frontend.entrance import reader as entrance_reader
from frontend.session import Sessions
from frontend.signing_in.lasting import Lasting
from tests.frontend.example import projection
from tests.frontend.house import LONG_AGO, House
from tests.people import GIULIA, MARTA, UGO

PAGE = "/profilo/accesso"


@pytest.fixture
async def beside(web: House) -> AsyncIterator[House]:
    """A second web node on the same house."""
    app = create_app(web.settings, extra_projections=(projection.projection,))
    async with node_running(app.state.node):
        made = House(web.settings, app, web.nats)
        async with asyncio.timeout(30):
            while entrance_reader(made.node, None, "it").db is None:
                await asyncio.sleep(0.02)
        yield made


async def an_operator(web: House):
    """Somebody new with a role of their own to lose."""
    who = uuid4()
    data = PersonalData(first_name="Nora", last_name="Prova", birth_date=date(1990, 1, 1))
    await web.caught_up(
        await web.ask(RegisterPerson(stream=who, dossier=who, identity=data), "coordinator", MARTA.id)
    )
    mine = {"stream": member_of(who), "dossier": who, "role": Role.OPERATOR}
    await web.caught_up(await web.ask(GrantRole(**mine, since=LONG_AGO), "coordinator", MARTA.id))
    return who, EndRole(**mine, until=datetime.now(ZONE).date())


async def until_out(*clients: httpx.AsyncClient) -> list[httpx.Response]:
    """The first answers that are no page any more, which are waited for as long as a loaded machine may need."""
    began = monotonic()
    while True:
        answers = [await client.get(PAGE) for client in clients]
        if all(it.status_code == 303 for it in answers):
            return answers
        assert monotonic() - began < 30, answers


async def test_an_ended_role_ends_its_sessions_at_both_nodes(web: House, beside: House):
    who, ending = await an_operator(web)
    async with web.browser() as one, beside.browser() as two, web.browser() as fresh:
        for client in (one, two):
            client.cookies.set("casa", (await web.node.sessions.begin(who, Role.OPERATOR, "it"))[0])
            assert (await client.get(PAGE)).status_code == 200
        reply = await web.ask(ending, "coordinator", MARTA.id)
        answers = await until_out(one, two)
        block = await one.get(PAGE, headers={"hx-request": "true"})
        fresh.cookies.set("casa", (await web.node.sessions.begin(who, Role.SELF, "it"))[0])
        oneself = await fresh.get(PAGE)

    assert reply.accepted
    assert {it.headers["x-session"] for it in (*answers, block)} == {"ended"}
    assert block.status_code == 401
    assert oneself.status_code == 200  # what nobody gave, nobody takes


async def test_a_device_closed_from_another_is_out_everywhere(web: House, beside: House):
    async with web.browser() as phone, beside.browser() as lost:
        kept, gone = uuid4(), uuid4()
        for client, device in ((phone, kept), (lost, gone)):
            cookie, _ = await web.node.sessions.begin(GIULIA.id, Role.COHABITANT, "it", device=device)
            client.cookies.set("casa", cookie)
        page = (await phone.get(PAGE)).text
        token = await web.token(phone)
        answer = await phone.post(f"{PAGE}/dispositivi/{gone}/fine", data={"_csrf_token": token})
        out = await until_out(lost)
        others = (await phone.get(PAGE)).status_code

    assert f"/dispositivi/{gone}/fine" in page
    assert f"/dispositivi/{kept}/fine" not in page
    assert answer.status_code == 303
    assert (out[0].headers["x-session"], others) == ("ended", 200)


async def test_a_session_of_staff_ends_when_nothing_is_heard_for_half_a_day(web: House):
    long_ago = datetime.now(UTC) - timedelta(hours=12)
    async with web.browser() as staff, web.browser() as other:
        for client, person, role in ((staff, MARTA, Role.COORDINATOR), (other, UGO, Role.SELF)):
            cookie, session = await web.node.sessions.begin(person.id, role, "it")
            await web.node.sessions.change(session, lambda _: {"used": long_ago})
            client.cookies.set("casa", cookie)
        answers = [await staff.get(PAGE), await other.get(PAGE)]

    assert [it.status_code for it in answers] == [303, 200]
    assert answers[0].headers["x-session"] == "expired"
    assert "x-session" not in answers[1].headers


async def test_the_longest_time_is_not_begun_anew_by_a_new_role(web: House):
    async with web.browser(MARTA) as client:
        before = await web.node.sessions.find(client.cookies["casa"])
        token = await web.token(client)
        answer = await client.post("/ruolo", data={"role": "coordinator", "_csrf_token": token})
        client.cookies.delete("casa", domain="")
        after = await web.node.sessions.find(client.cookies["casa"])

    assert answer.status_code == 303
    assert after.key != before.key
    assert after.expires == before.expires
    assert after.confirmed == before.confirmed


async def test_nobody_stays_longer_than_the_longest_time(web: House):
    short = Sessions(lambda: web.node.bus.client, Lasting(most=timedelta(0)))
    cookie, _ = await short.begin(UGO.id, Role.SELF, "it")

    assert await short.find(cookie) is None


async def test_signing_out_leaves_the_phones_own_store_to_its_script(web: House):
    async with web.browser(MARTA) as client:
        answer = await client.post("/esci", headers={"x-csrftoken": await web.token(client)})
        beginning = await client.get("/")

    assert answer.headers["clear-site-data"] == '"cache"'
    assert beginning.status_code == 303
