"""What falls due in intake: a call closes by itself on the midnight after its last day."""

from collections.abc import Iterator

from events.envelope import Recorded
from events.intake.call import CallExtended, CallPublished, CloseCall
from events.message import Fact
from services.kernel.deciding import Due, midnight_after


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    if isinstance(fact, (CallPublished, CallExtended)):
        call = recorded.stream
        yield Due(
            "close", call, midnight_after(fact.closes), CloseCall(stream=call, dossier=recorded.dossier)
        )
