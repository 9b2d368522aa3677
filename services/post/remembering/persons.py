"""What ends for a person: a browser in their hands, or all that is kept of them."""

from collections.abc import Iterator
from uuid import UUID

from events.category import Category
from events.message import Fact
from events.network.disposal import DisposalConfirmed
from events.network.keys import DeviceEnded
from services.post.remembering.matter import Change, DeviceOver, Forgotten


def of_persons(fact: Fact) -> Iterator[Change]:
    match fact:
        case DeviceEnded():
            yield DeviceOver(fact.person, fact.device)
        case DisposalConfirmed(kind="person", owner=UUID() as owner) if Category.IDENTITY in fact.categories:
            yield Forgotten(owner)
