"""The network service."""

from services.kernel.runtime import run_alone, service
from services.network.appointment import APPOINTMENT
from services.network.attribution import ATTRIBUTION
from services.network.claim import CLAIM
from services.network.cost import COST
from services.network.disposal import DISPOSAL
from services.network.district import DISTRICT
from services.network.evidence import EVIDENCE
from services.network.finding import FINDING
from services.network.keys import KEYS
from services.network.line import LINE
from services.network.member import MEMBER
from services.network.organisation import ORGANISATION
from services.network.person import PERSON
from services.network.pin import PIN
from services.network.reading import READING
from services.network.retention import dues, reacting
from services.network.retention_table import table
from services.network.shredding import Shredder

FUNDING = (LINE, ATTRIBUTION, COST, CLAIM, FINDING, EVIDENCE)

app = service(
    "network",
    deciders=(ORGANISATION, PERSON, MEMBER, DISTRICT, APPOINTMENT, DISPOSAL, KEYS, PIN, READING, *FUNDING),
    react=lambda fact, recorded: reacting(table(), fact, recorded),
    dues=dues,
    listens=("intake", "pacts"),
    errands=(("shredding", lambda it: Shredder(it).run()),),
)

if __name__ == "__main__":
    run_alone(app)
