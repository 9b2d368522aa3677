"""Records as a relay would send them, for a dossier and an event of one's own."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from events.envelope import Recorded
from services.kernel.arrival import Arrival

EPOCH = "one"


def recorded(dossier: UUID, context: str = "pacts", note: str = "", **changes: object) -> Recorded:
    moment = datetime(2026, 3, 14, 9, tzinfo=UTC)
    fields = {
        "event_id": uuid4(),
        "topic": f"{context}.PactSigned",
        "version": 1,
        "stream": uuid4(),
        "stream_version": 1,
        "partnership": "lucca",
        "dossier": dossier,
        "subjects": (),
        "actor": uuid4(),
        "role": "cohabitant",
        "organisation": None,
        "on_behalf_of": None,
        "occurred_at": moment,
        "zone": "Europe/Rome",
        "received_at": moment,
        "recorded_at": moment,
        "command_id": uuid4(),
        "caused_by": None,
        "fact": {"note": note},
    }
    return Recorded(**{**fields, **changes})


def arrived(record: Recorded | bytes, position: int, context: str = "pacts") -> Arrival:
    data = record if isinstance(record, bytes) else record.to_bytes()
    return Arrival(context, EPOCH, position, position, "today", data)
