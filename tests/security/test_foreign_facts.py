"""What one service says in its own stream, or makes the server put into another's, is nobody else's fact."""

import json
from datetime import date
from uuid import uuid4

import pytest

from events.envelope import Recorded
from events.network.member import RoleGranted
from events.role import Role
from services.kernel import clock
from services.kernel.arrival import Arrival, of_context
from services.kernel.reactions import Foreign, own
from services.kernel.stamping import stamp
from tests.people import MARTA, UGO
from tests.services.kernel.conftest import Pocket, order
from tests.services.kernel.shelf import PlaceBook
from tests.services.story import act

GRANTED = RoleGranted.model_construct(person=UGO.id, role=Role.COORDINATOR, since=date(2026, 1, 1))


def arriving(context: str, recorded: Recorded, position: int = 1) -> Arrival:
    return Arrival(context, "epoch", position, 1, "today", recorded.to_bytes())


def test_a_role_granted_in_the_stream_of_another_context_gives_nobody_rights() -> None:
    stream = uuid4()
    asked = order(PlaceBook(stream=stream, dossier=stream, reader=stream), by=act(MARTA))
    said, _ = stamp(GRANTED, asked, 0, stream, 1, stream, clock.now(), Pocket())

    assert own(arriving("network", said)).event_id == said.event_id
    for context, position in (("matching", 1), ("pacts", 1), ("network", 0)):
        with pytest.raises(Foreign):
            own(arriving(context, said, position))


def test_an_address_belongs_to_one_context() -> None:
    assert of_context("casa.events.lucca.network.x.RoleGranted", "network")
    assert not of_context("casa.events.lucca.matching.x.RoleGranted", "network")
    assert of_context("casa.reads.lucca.node", "reads")
    assert not of_context("casa.events.lucca.network.x.Y", "reads")


async def test_no_service_has_the_server_write_bare_bytes_into_another_stream(connect_as) -> None:
    """By naming an address of that stream for the reply to a single message of its own."""
    forger, network = await connect_as("matching"), await connect_as("network")
    goal = f"casa.events.t.network.{uuid4()}.Forged"
    await forger.publish(f"casa.events.t.matching.{uuid4()}.X", b'{"forged": 1}')
    await forger.flush()
    last = (await forger.jetstream().stream_info("CASA_MATCHING")).state.last_seq
    before = (await network.jetstream().stream_info("CASA_NETWORK")).state.last_seq

    asked = json.dumps({"seq": last}).encode()
    await forger.publish("$JS.API.DIRECT.GET.CASA_MATCHING", asked, reply=goal)
    await forger.publish("$JS.API.DIRECT.GET.CASA_MATCHING.casa.>", b"", reply=goal)
    await forger.flush()

    assert (await network.jetstream().stream_info("CASA_NETWORK")).state.last_seq == before
    assert forger.refused
