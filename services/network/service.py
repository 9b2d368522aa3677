"""The network service."""

from services.kernel.runtime import run_alone, service
from services.network.appointment import APPOINTMENT
from services.network.district import DISTRICT
from services.network.member import MEMBER
from services.network.organisation import ORGANISATION
from services.network.person import PERSON

app = service("network", deciders=(ORGANISATION, PERSON, MEMBER, DISTRICT, APPOINTMENT))

if __name__ == "__main__":
    run_alone(app)
