"""San Vito from March on, accompanied by Sara; one visit to Ahmed and Marco on the tenth."""

from datetime import UTC, date, datetime, timedelta

from events.accompaniment.plan import AccompanimentOpened
from events.accompaniment.visit import VisitScheduled, VisitStarted
from events.message import Fact
from services.accompaniment.plan import PLAN, Plan
from services.accompaniment.visit import VISIT, Visit
from services.kernel.deciding import Act
from tests.people import AHMED, COHABITATION_SAN_VITO, MARCO, SARA, Person, id_of
from tests.services.story import act, given

MARCH = date(2026, 3, 1)
TENTH = date(2026, 3, 10)
JUNE = date(2026, 6, 1)
JULY = date(2026, 7, 1)
VISIT_ID = id_of("visit")
VISIT_HERE = {"stream": VISIT_ID, "dossier": COHABITATION_SAN_VITO}
BOTH = (AHMED.id, MARCO.id)
TEN_O_CLOCK = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SCHEDULED = VisitScheduled(day=TENTH, kind="joint", operator=SARA.id, people=BOTH)
STARTED = VisitStarted(at=TEN_O_CLOCK, method="qr", countersigned_by=AHMED.id)


def opened(*more: Fact) -> Plan:
    return given(PLAN, AccompanimentOpened(since=MARCH), *more)


def visit(*facts: Fact) -> Visit:
    return given(VISIT, *facts)


def told_late(
    person: Person = SARA, at: datetime = TEN_O_CLOCK, days: int = 9, role: str | None = None
) -> Act:
    """Done at ``at``, told ``days`` later."""
    return act(person, role, at, received_at=at + timedelta(days=days))
