"""Many messages as one write arrive as if each had been published alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nats.errors import BadSubjectError
from nats.protocol.command import hpub_cmd, pub_cmd

from services.kernel.courier import settled
from services.kernel.sending import message, send


async def test_what_is_sent_together_arrives_one_by_one_in_order(fresh_nats, connect_as) -> None:
    web, client = await connect_as("frontend", fresh_nats), await connect_as("pacts", fresh_nats)
    heard = await web.subscribe("_INBOX.frontend.x")
    await settled(web)

    await send(
        client, [message("_INBOX.frontend.x", b"%d" % n, {"Casa-Position": str(n)}) for n in range(300)]
    )

    told = [await heard.next_msg(timeout=30) for _ in range(300)]
    assert [it.data for it in told] == [b"%d" % n for n in range(300)]
    assert told[7].headers == {"Casa-Position": "7"}


@given(st.binary(max_size=40), st.dictionaries(st.sampled_from(["A", "Casa-Epoch"]), st.uuids().map(str)))
def test_a_message_is_spelled_as_the_client_spells_it(data: bytes, headers: dict[str, str]) -> None:
    lines = b"NATS/1.0\r\n" + "".join(f"{name}: {it}\r\n" for name, it in headers.items()).encode() + b"\r\n"
    theirs = hpub_cmd("a.b", "", lines, data) if headers else pub_cmd("a.b", "", data)

    assert message("a.b", data, headers) == theirs.replace(b"  ", b" ", 1)


@pytest.mark.parametrize("subject", ["", "a b", "a\r\nPUB x 0\r\n", "a\n", "à"])
def test_a_subject_that_would_be_read_as_more_than_one_is_refused(subject: str) -> None:
    with pytest.raises(BadSubjectError):
        message(subject, b"")
