"""The network service."""

from services.kernel.runtime import run_alone, service
from services.network.appointment import APPOINTMENT
from services.network.attribution import ATTRIBUTION
from services.network.claim import CLAIM
from services.network.cost import COST
from services.network.course import TRAINING
from services.network.disposal import DISPOSAL
from services.network.district import DISTRICT
from services.network.edition import EDITION
from services.network.evidence import EVIDENCE
from services.network.finding import FINDING
from services.network.guide import GUIDE_ENTRY
from services.network.invitation import INVITATION
from services.network.keys import KEYS
from services.network.line import LINE
from services.network.member import MEMBER
from services.network.organisation import ORGANISATION
from services.network.outside_login import OUTSIDE_LOGIN
from services.network.person import PERSON
from services.network.pin import PIN
from services.network.pin_device import PIN_DEVICE
from services.network.policy import dues, react
from services.network.reading import READING
from services.network.recovery import RECOVERY
from services.network.session import SESSION
from services.network.shredding import Shredder
from services.network.signal import NEEDS

FUNDING = (LINE, ATTRIBUTION, COST, CLAIM, FINDING, EVIDENCE)
LISTENING = (GUIDE_ENTRY, EDITION, NEEDS, TRAINING, SESSION)

app = service(
    "network",
    deciders=(
        ORGANISATION,
        PERSON,
        MEMBER,
        DISTRICT,
        APPOINTMENT,
        DISPOSAL,
        PIN,
        PIN_DEVICE,
        KEYS,
        INVITATION,
        OUTSIDE_LOGIN,
        RECOVERY,
        READING,
        *FUNDING,
        *LISTENING,
    ),
    react=react,
    dues=dues,
    listens=("intake", "pacts"),
    errands=(("shredding", lambda it: Shredder(it).run()),),
)

if __name__ == "__main__":
    run_alone(app)
