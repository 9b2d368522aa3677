"""Raw headers are read as the client would, and what cannot be understood loses the delivery, not the connection."""

from services.kernel.arrival import arrival
from services.kernel.delivery import Delivery
from services.kernel.receiving import fields

HEADERS = b"NATS/1.0\r\nCasa-Epoch: e1\r\nCasa-Position: 12\r\nother:a: b\r\n\r\n"
REPLY = b"$JS.ACK.CASA_NETWORK.x.1.7.1.0.3"


def test_headers_by_name():
    assert fields(HEADERS) == {b"Casa-Epoch": b"e1", b"Casa-Position": b"12", b"other": b"a: b"}
    assert fields(None) == fields(b"NATS/1.0 100 Idle Heartbeat\r\n\r\n") == {}


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
