"""Signed out is signed out: what was still under way brings no session back."""

from frontend.session import Sessions
from tests.frontend.house import House
from tests.people import GIULIA


async def test_a_command_answered_after_signing_out_brings_nothing_back(web: House):
    cookie, session = await web.node.sessions.begin(GIULIA.id, "cohabitant", "it")

    await web.node.sessions.end(session)
    await web.node.sessions.saw(session, "network", 9)
    await web.node.sessions.forget_seen(session)

    assert await web.node.sessions.find(cookie) is None
    assert await Sessions(lambda: web.node.bus.client).find(cookie) is None


async def test_nor_when_it_was_ended_at_another_node(web: House):
    here, there = web.node.sessions, Sessions(lambda: web.node.bus.client)
    cookie, session = await here.begin(GIULIA.id, "cohabitant", "it")
    assert await there.find(cookie)

    await here.end(session)
    await there.saw(session, "network", 9)

    assert await there.find(cookie) is None
    assert await Sessions(lambda: web.node.bus.client).find(cookie) is None


async def test_what_two_nodes_have_seen_is_kept_together(web: House):
    here, there = web.node.sessions, Sessions(lambda: web.node.bus.client)
    cookie, session = await here.begin(GIULIA.id, "cohabitant", "it")
    assert await there.find(cookie)

    await here.saw(session, "network", 9)
    await there.saw(session, "pacts", 4)

    fresh = await Sessions(lambda: web.node.bus.client).find(cookie)
    assert fresh
    assert fresh.seen == {"network": 9, "pacts": 4}
