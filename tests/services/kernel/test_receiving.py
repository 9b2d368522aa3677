"""What the parser takes by itself is what the client would hear; what cannot be understood loses the delivery only."""

from hypothesis import given
from hypothesis import strategies as st

from services.kernel.arrival import arrival
from services.kernel.delivery import Delivery
from services.kernel.receiving import Swift, fields, value_of

HEADERS = b"NATS/1.0\r\nCasa-Epoch: e1\r\nCasa-Position: 12\r\nother:a: b\r\n\r\n"
REPLY = b"$JS.ACK.CASA_NETWORK.x.1.7.1.0.3"


def test_headers_by_name():
    names = (b"Casa-Epoch", b"Casa-Position", b"other", b"Position", b"a")

    assert [value_of(HEADERS, it) for it in names] == [b"e1", b"12", b"a: b", b"", b""]
    assert fields(HEADERS) == {b"Casa-Epoch": b"e1", b"Casa-Position": b"12", b"other": b"a: b"}
    assert value_of(None, b"other") == value_of(b"NATS/1.0 100 Idle Heartbeat\r\n\r\n", b"other") == b""


def test_a_place_counts_only_when_a_relay_of_that_context_said_it():
    ours, foreign = "casa.events.lucca.network.d.Fact", "casa.events.lucca.intake.d.Fact"

    assert arrival("network", "now", 7, ours, b"{}", HEADERS).position == 12
    assert arrival("network", "now", 7, foreign, b"{}", HEADERS).position == 0
    for position in (b"", b"-1", b"1.5", b"\xb2", b"9" * 19):
        headers = HEADERS.replace(b"12", position)
        assert arrival("network", "now", 7, ours, b"{}", headers).position == 0


async def test_what_cannot_be_understood_loses_the_delivery_and_raises_nothing():
    delivery = Delivery(None, "network", "now", 0, "inbox")

    delivery._hear(b"casa.events.x", b"$JS.ACK.odd", b"{}", HEADERS)
    delivery._hear(b"casa.events.x", REPLY, b"{}", HEADERS)

    assert delivery.lost == "not understood: IndexError"
    assert await delivery.batch(10) == []


class Heard:
    """Of a client no more than its parser calls."""

    def __init__(self) -> None:
        self.all: list[tuple[int, bytes, bytes, bytes | None]] = []

    async def _process_msg(
        self, sid: int, _: bytes, reply: bytes, data: bytes, headers: bytes | None
    ) -> None:
        self.all.append((sid, reply, data, headers))

    async def _process_ping(self) -> None:
        self.all.append((0, b"", b"ping", None))


@given(st.data())
async def test_however_the_bytes_come_every_message_is_taken_once_in_order_and_whole(data):
    kinds = data.draw(st.lists(st.sampled_from(["ours", "theirs", "bare", "ping"]), max_size=12))
    client, written = Heard(), [said(n, kind) for n, kind in enumerate(kinds)]
    parser = Swift(client)
    parser.sinks = {7: lambda _, reply, body, headers: client.all.append((7, reply, body, headers))}
    left = b"".join(wire for wire, _ in written)

    while left:
        size = data.draw(st.integers(1, len(left)))
        await parser.parse(left[:size])
        left = left[size:]

    assert client.all == [heard for _, heard in written]
    assert not parser.buf


def said(n: int, kind: str) -> tuple[bytes, tuple[int, bytes, bytes, bytes | None]]:
    """On the wire, and as it is heard."""
    body = b"HMSG \r\nPING\r\n" * (n % 3) + b"%d" % n
    if kind == "ping":
        return b"PING\r\n", (0, b"", b"ping", None)
    if kind == "bare":
        return b"MSG a.b 9 %d\r\n%s\r\n" % (len(body), body), (9, b"", body, None)
    sid = 7 if kind == "ours" else 8
    sizes = b"%d %d" % (len(HEADERS), len(HEADERS) + len(body))
    reply = b"to.me" if n % 2 else b""
    line = b" ".join(it for it in (b"HMSG a.b", b"%d" % sid, reply, sizes) if it)
    return line + b"\r\n" + HEADERS + body + b"\r\n", (sid, reply, body, HEADERS)
