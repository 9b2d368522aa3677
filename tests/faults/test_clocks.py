"""A service whose clock is an hour off: nothing is lost, and the order is that of the commits."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from services.kernel import clock
from tests.faults.world import World, world
from tests.services.kernel.shelf import PlaceBook


def asked(it: World):
    place = uuid4()
    return it.web.asking(PlaceBook(stream=place, dossier=place, reader=uuid4()))


async def test_service_an_hour_behind_or_ahead(tmp_path: Path) -> None:
    """Behind, it takes what it is asked; ahead, claims look too old to it: it says no, and keeps nothing of it."""
    async with world(tmp_path) as it:
        first, early, late = (asked(it) for _ in range(3))
        try:
            replies = [await it.web.send(first)]
            clock.pretend(clock.now() - timedelta(hours=1))
            replies.append(await it.web.send(early))
            clock.pretend(clock.now() + timedelta(hours=2))
            refused = await it.web.send(late)
        finally:
            clock.pretend(None)
        replies.append(await it.web.send(late))
        await it.well()

        assert (refused.outcome, refused.reason) == ("refused", "access.sign-in-again")
        assert all(reply.accepted for reply in replies)
        assert replies[0].position < replies[1].position < replies[2].position
        assert await it.streamed() == it.stored()
        placed = [json.loads(state) for state in it.stored() if b'"pacts.BookPlaced"' in state]
        assert [fact["command_id"] for fact in placed] == [
            str(ask.command_id) for ask in (first, early, late)
        ]
        assert placed[1]["recorded_at"] < placed[0]["recorded_at"]
