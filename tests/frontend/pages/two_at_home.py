"""Casa San Vito as those who live there meet it: the real rules make the facts, the pages' tables take them."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from events.matching.home import HomeRegistered
from events.message import Fact
from events.network.organisation import PartnerJoined
from events.pacts.duties import duties_of
from events.pacts.ledger import ledger_of
from events.pacts.pact import pact_of
from events.pacts.tension import tensions_of
from frontend.pages.pact.projection import projection as pacts
from frontend.pages.shares.projection import projection as shares
from frontend.pages.turns.projection import projection as turns
from frontend.projecting import Projection
from tests.frontend.pages.telling import Telling
from tests.people import AHMED, COMUNE, COOPERATIVE, HOME_SAN_VITO, MARCO, MARTA, SARA, UGO
from tests.services.pacts.house import HOME, House

OWN = (pacts, turns, shares)
OF_THE_HOME = (HOME, pact_of(HOME), duties_of(HOME), tensions_of(HOME), ledger_of(HOME))
MONDAY = date(2026, 3, 2)
BEGINNING = datetime(2026, 2, 1, 9, tzinfo=UTC)


def told(house: House, *others: Projection) -> Telling:
    """All that happened in a house, a minute apart, and the public names of its home and its guarantor."""
    it = Telling(*OWN, *others)
    it.known(AHMED, MARCO, MARTA, UGO, SARA)
    it.operator(SARA, HOME)
    home = HomeRegistered(
        owner=COMUNE,
        district="San Vito",
        name="Casa San Vito",
        places=2,
        rooms=3,
        accessibility=(),
        since=MONDAY,
    )
    it.tell(HOME_SAN_VITO, home, BEGINNING, MARTA.id)
    partner = PartnerJoined(
        organisation=COOPERATIVE, name="La Soglia", legal_form="social-cooperative", part="lead", competences=(),
        since=MONDAY,
    )  # fmt: skip
    it.tell(COOPERATIVE, partner, BEGINNING, MARTA.id)
    for n, (stream, fact) in enumerate(house.facts):
        it.tell(stream, fact, BEGINNING + timedelta(minutes=n), MARTA.id, dossier_of(stream, fact))
    return it


def dossier_of(stream: UUID, fact: Fact) -> UUID:
    """Of these streams only a residence belongs to a person."""
    return HOME if stream in OF_THE_HOME else fact.person  # type: ignore[attr-defined]


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)
