"""The network service."""

from services.kernel.runtime import run_alone, service
from services.network.appointment import APPOINTMENT
from services.network.attribution import ATTRIBUTION
from services.network.claim import CLAIM
from services.network.cost import COST
from services.network.district import DISTRICT
from services.network.finding import FINDING
from services.network.line import LINE
from services.network.member import MEMBER
from services.network.organisation import ORGANISATION
from services.network.person import PERSON

FUNDING = (LINE, ATTRIBUTION, COST, CLAIM, FINDING)

app = service("network", deciders=(ORGANISATION, PERSON, MEMBER, DISTRICT, APPOINTMENT, *FUNDING))

if __name__ == "__main__":
    run_alone(app)
