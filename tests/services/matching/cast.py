"""The two homes and four young people of the Lucca call, as matching knows them."""

from datetime import date
from uuid import UUID

from events.matching.candidate import CandidateDescribed, CandidateEntered
from events.matching.home import HomeMadeAvailable, HomeRegistered, SolutionTypeSet
from events.matching.profile import Profile
from events.matching.round import EvaluateCandidates
from events.message import Fact
from events.sealed import seal
from services.matching.candidate import CANDIDATE, PROFILE_CATEGORY, Candidate
from services.matching.home import HOME, Home
from services.matching.round import ROUND, Round
from services.matching.solution_types import EDITION
from tests.people import AHMED, CALL, COMUNE, HOME_SAN_VITO, MARCO, Person, id_of
from tests.services.story import given, when

MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 1)
MAY = date(2026, 5, 1)
ROUND_ID = id_of("round")
PROPOSAL_ID = id_of("proposal")

EARLY_BIRD = Profile(
    rhythm="early",
    smoking="no",
    pets="none",
    guests="rarely",
    quiet=4,
    tidiness=4,
    languages=("it", "ar"),
    wishes=("quiet-home", "common-language"),
    vetoes=("smoking",),
)
MUSICIAN = Profile(
    rhythm="late", smoking="outside", pets="none", guests="often", quiet=2, tidiness=4, languages=("it",)
)
SMOKER = MUSICIAN.model_copy(update={"smoking": "yes"})


def registered(places: int = 2, accessibility: tuple[str, ...] = ("step-free",)) -> HomeRegistered:
    return HomeRegistered(
        owner=COMUNE,
        district="San Vito",
        name="Casa San Vito",
        places=places,
        rooms=3,
        accessibility=accessibility,
        since=date(2026, 1, 1),
    )


def san_vito(*more: Fact, **traits: object) -> Home:
    """Youth, two places, free from March on."""
    return given(
        HOME,
        registered(**traits),
        SolutionTypeSet(type="youth", rules=EDITION),
        HomeMadeAvailable(since=MARCH, until=None),
        *more,
    )


def entered(person: Person) -> CandidateEntered:
    return CandidateEntered(
        person=person.id, application=id_of(f"application {person.first_name}"), call=CALL
    )


def waiting(person: Person, profile: Profile | None = None, *more: Fact) -> Candidate:
    described = [] if profile is None else [description(person.id, profile)]
    return given(CANDIDATE, entered(person), *described, *more)


def description(person: UUID, profile: Profile, edition: int = 1) -> CandidateDescribed:
    return CandidateDescribed(person=person, edition=edition, profile=seal(profile, person, PROFILE_CATEGORY))


def evaluated(people: dict[UUID, Candidate]) -> Round:
    return ROUND.fold(round_facts(people))


def round_facts(people: dict[UUID, Candidate]) -> list[Fact]:
    command = EvaluateCandidates(stream=ROUND_ID, dossier=CALL, candidates=tuple(people))
    return when(ROUND, command, Round(), **{str(person): it for person, it in people.items()})


def seen(one: Candidate, other: Candidate, home: Home | None = None) -> dict[str, object]:
    """What a proposal of Ahmed and Marco for San Vito reads."""
    people = {AHMED.id: one, MARCO.id: other}
    return {"home": home or san_vito(), "round": evaluated(people), "one": one, "other": other}


HOME_ID = HOME_SAN_VITO
