"""Tries are counted together by all web nodes, and by a mark that tells nothing."""

import asyncio
import sys
from datetime import timedelta

from frontend.signing_in.limits import allow, forgive
from tests.frontend.house import House

MINUTE = timedelta(minutes=1)
WHO = "rosa.canary@example.org"


async def test_four_processes_let_ten_tries_of_two_hundred_pass(web: House):
    asked = ("-m", "tests.frontend.signing_in.trying", str(web.settings.data), web.settings.nats, "50")
    running = [
        await asyncio.create_subprocess_exec(sys.executable, *asked, stdout=asyncio.subprocess.PIPE)
        for _ in range(4)
    ]
    said = [int((await each.communicate())[0]) for each in running]

    assert sum(said) == 10


async def test_at_once_no_more_pass_than_may(web: House):
    passed = await asyncio.gather(*(allow(web.node, "at once", WHO, 5, MINUTE) for _ in range(40)))

    assert 1 <= sum(passed) <= 5
    assert not await allow(web.node, "at once", WHO, sum(passed), MINUTE)


async def test_another_person_and_another_thing_have_counts_of_their_own(web: House):
    assert await allow(web.node, "one", WHO, 1, MINUTE)
    assert not await allow(web.node, "one", WHO, 1, MINUTE)
    assert await allow(web.node, "other", WHO, 1, MINUTE)
    assert await allow(web.node, "one", "someone.else@example.org", 1, MINUTE)


async def test_what_is_past_counts_no_more_and_may_be_forgiven(web: House):
    assert await allow(web.node, "short", WHO, 1, timedelta(seconds=0.2))
    assert not await allow(web.node, "short", WHO, 1, timedelta(seconds=5))
    await asyncio.sleep(0.25)
    assert await allow(web.node, "short", WHO, 1, timedelta(seconds=0.2))

    await forgive(web.node, "short", WHO)
    assert await allow(web.node, "short", WHO, 1, MINUTE)


async def test_neither_names_nor_addresses_reach_the_message_server(web: House):
    await allow(web.node, "canary", WHO, 1, MINUTE)

    js = web.node.bus.client.jetstream()
    kept = await js.get_msg("KV_casa_limits", seq=(await js.stream_info("KV_casa_limits")).state.last_seq)
    assert b"canary" not in kept.subject.encode() + (kept.data or b"")
