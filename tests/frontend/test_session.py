"""Sessions: opaque, shared by all nodes, never adopted from outside, gone when ended."""

from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.role import Role
from frontend.session import Session, Sessions
from frontend.signing_in.lasting import TABLET
from tests.frontend.house import House
from tests.people import GIULIA, MARTA


async def test_another_node_knows_the_session_and_no_longer_once_it_is_ended(web: House):
    here, there = web.node.sessions, Sessions(lambda: web.node.bus.client)
    cookie, session = await here.begin(GIULIA.id, "cohabitant", "it")

    assert (await there.find(cookie)).person == GIULIA.id
    await here.end(session)
    assert await here.find(cookie) is None
    assert await Sessions(lambda: web.node.bus.client).find(cookie) is None


async def test_the_bucket_does_not_hold_what_is_in_the_cookie(web: House):
    cookie, session = await web.node.sessions.begin(GIULIA.id, "cohabitant", "it")

    assert cookie not in session.model_dump_json()


async def test_every_session_has_a_cookie_nobody_could_guess(web: House):
    cookies = [(await web.node.sessions.begin(MARTA.id, "coordinator", "it"))[0] for _ in range(3)]

    assert len(set(cookies)) == 3
    assert all(len(urlsafe_b64decode(it)) >= 16 for it in cookies)


async def test_a_cookie_chosen_by_someone_else_signs_nobody_in(web: House):
    assert await web.node.sessions.find("chosen-by-an-attacker") is None


async def test_positions_seen_never_go_back(web: House):
    _, session = await web.node.sessions.begin(GIULIA.id, "cohabitant", "it")

    await web.node.sessions.saw(session, "network", 9)
    await web.node.sessions.saw(session, "network", 4)

    fresh = await Sessions(lambda: web.node.bus.client)._get(session.key)
    assert fresh.seen == {"network": 9}


async def test_a_request_an_open_page_makes_by_itself_takes_no_form_of_another_page_its_cookie(web: House):
    async with web.browser() as client:
        asked = [
            await client.get("/novita", headers={"hx-request": "true"}),
            await client.get("/pacchetto", headers={"x-casa": "bundle"}),
        ]
        page = await client.get("/entra")

    assert ["set-cookie" in it.headers for it in (*asked, page)] == [False, False, True]


async def test_signing_out_takes_the_cookie_back(web: House):
    async with web.browser(MARTA) as client:
        cookie = client.cookies["casa"]
        answer = await client.post("/esci", headers={"x-csrftoken": await web.token(client)})

    assert answer.status_code == 303
    assert 'casa=""' in answer.headers["set-cookie"] or "Max-Age=0" in answer.headers["set-cookie"]
    assert await web.node.sessions.find(cookie) is None


async def test_someone_who_takes_a_role_they_do_not_hold_gets_nothing(web: House):
    async with web.browser(GIULIA) as client:
        token = await web.token(client)
        answer = await client.post("/ruolo", data={"role": "coordinator", "_csrf_token": token})

    assert answer.status_code == 404


async def test_the_cookie_is_out_of_reach_of_scripts_and_bound_to_the_host_on_https(web: House):
    async with web.browser() as client:
        plain = await client.get("/entra")
        sure = await client.get("https://localhost/entra")

    assert "HttpOnly" in plain.headers["set-cookie"]
    assert "SameSite=lax" in plain.headers["set-cookie"]
    assert sure.headers["set-cookie"].startswith("__Host-casa=")
    assert "Secure" in sure.headers["set-cookie"]


async def test_the_language_follows_whoever_asks_for_it(web: House):
    async with web.browser(MARTA) as client:
        english = await client.get("/niente?lingua=en")
        still = await client.get("/niente")

    assert '<html lang="en"' in english.text
    assert '<html lang="en"' in still.text


async def test_a_position_that_never_comes_is_waited_for_once(web: House, monkeypatch):
    monkeypatch.setattr("frontend.entrance.PATIENCE", 0.2)
    async with web.browser() as client:
        cookie, session = await web.node.sessions.begin(MARTA.id, "coordinator", "it")
        await web.node.sessions.saw(session, "network", 10**9)
        client.cookies.set("casa", cookie)
        answer = await client.get("/niente")

    assert answer.status_code == 404
    assert (await web.node.sessions.find(cookie)).seen == {}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    role=st.sampled_from(list(Role)), means=st.sampled_from(("", TABLET)), ended=st.sampled_from(("", "device")),
    age=st.integers(0, 60 * 24 * 100), lasts=st.integers(-60, 60 * 24 * 100),
)  # fmt: skip
def test_what_is_at_hand_is_neither_over_nor_to_be_noted_as_still_there(role, means, ended, age, lasts):
    # Half a minute beside every limit, so that it is not passed between the two questions.
    now, sessions = datetime.now(UTC) + timedelta(seconds=30), Sessions(lambda: None)  # type: ignore[arg-type,return-value]
    known = Session(
        key="it", person=uuid4(), role=role, created=now - timedelta(minutes=age + 1), means=means, ended=ended,
        expires=now + timedelta(minutes=lasts),
    )  # fmt: skip
    sessions._remember("it", known)

    good = sessions.valid(known) is not None and not sessions._to_touch(known, datetime.now(UTC))
    assert sessions.at_hand("it") == (known if good else None)
