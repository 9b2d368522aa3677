"""Whether what arrived is a record of ours: history keeps every fact, also of a release it does not know."""

from pydantic import ValidationError

from events.envelope import Recorded
from services.kernel.arrival import Arrival

CONFLICT = "another record has this event id"


def judged(arrival: Arrival) -> Recorded | str:
    """The envelope, or why it is kept aside."""
    if not arrival.position:
        return "no position: not sent by a relay"
    try:
        recorded = Recorded.model_validate_json(arrival.data)
    except ValidationError:
        return "malformed envelope"
    return recorded if recorded.context == arrival.context else "a fact of another context"
