"""Two who talk it over, in sentences: what Marco and Ahmed ask, at an hour of their own."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from events.message import Fact
from events.pacts.clauses import standard
from events.pacts.content import Party
from events.pacts.pact import Wanted
from events.pacts.tension import (
    AgreeTrialRule,
    OpenTension,
    ProposeTrialRule,
    ReviewTrialRule,
    TellSide,
    tensions_of,
)
from services.kernel.deciding import Act
from tests.people import AHMED, MARCO, Person, id_of
from tests.services.pacts.house import GUARANTOR, HOME, House, opened
from tests.services.story import act

MONDAY = date(2026, 3, 2)
ELEVEN = datetime(2026, 3, 12, 22, 0, tzinfo=UTC)
TENSION, PROPOSAL = id_of("gli ospiti"), id_of("fino alle 23")
HIS, MINE = "Ieri alle due c’erano ancora sei persone.", "Non ho mai una sera per i miei amici."


def ask(kind: type, **said):
    return kind(stream=tensions_of(HOME), dossier=HOME, tension=TENSION, **said)


def by(person: Person, at: datetime = ELEVEN, role: str = "cohabitant") -> Act:
    return act(person, role, at)


def later(**more: float) -> datetime:
    return ELEVEN + timedelta(**more)


def open_it(house: House, person: Person = MARCO, at: datetime = ELEVEN, words: str = HIS) -> list[Fact]:
    return house.tell(ask(OpenTension, person=person.id, happened=words, need="Dormire."), by(person, at))


def tell(house: House, person: Person = AHMED, at: datetime = ELEVEN, words: str = MINE) -> list[Fact]:
    return house.tell(ask(TellSide, person=person.id, happened=words), by(person, at))


def both_told() -> House:
    house = opened(MONDAY)
    open_it(house)
    tell(house)
    return house


def rule(person: Person = MARCO, proposal: UUID = PROPOSAL, **more) -> ProposeTrialRule:
    return ask(ProposeTrialRule, person=person.id, proposal=proposal, words="Ospiti fino alle 23.", **more)


def yes(person: Person = AHMED, proposal: UUID = PROPOSAL) -> AgreeTrialRule:
    return ask(AgreeTrialRule, person=person.id, proposal=proposal)


def on_trial() -> House:
    """Agreed thirteen hours later: held until a fortnight after that day."""
    house = both_told()
    house.tell(rule(), by(MARCO, later(hours=13)))
    house.tell(yes(), by(AHMED, later(hours=13)))
    return house


def text(starts: date = MONDAY + timedelta(days=30)) -> Wanted:
    members = tuple(Party(id=person.id, kind="member") for person in (AHMED, MARCO))
    return Wanted(clauses=standard(), parties=(*members, GUARANTOR), starts=starts)


def rate(person: Person, verdict: str = "works", **more) -> ReviewTrialRule:
    asked = {"pact": text(), **more}
    return ask(ReviewTrialRule, person=person.id, proposal=PROPOSAL, verdict=verdict, **asked)
