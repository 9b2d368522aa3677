"""From four people to two pairs: profiles, a round, a no, two yeses, a decision."""

from collections.abc import Iterator
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from events.matching.candidate import DescribeCandidate, candidate_of
from events.matching.profile import Profile
from events.matching.proposal import AnswerProposal, DecideMatch, DropMatch, MakeProposal, RecordMeeting
from events.matching.round import EvaluateCandidates
from tests import people as cast
from tests.people import AHMED, AMINA, CALL, GIULIA, MARCO, MARTA, SARA, Person, id_of

ROUND = id_of("Primo giro di abbinamenti")
SINCE = 50

PROFILES = {
    AHMED: Profile(rhythm="shifts", smoking="no", pets="none", guests="rarely", quiet=4, tidiness=4,
                   languages=("it", "ar"), wishes=("quiet-home", "tidy-home"), vetoes=("smoking",)),
    MARCO: Profile(rhythm="early", smoking="no", pets="none", guests="sometimes", quiet=3, tidiness=3,
                   languages=("it",), wishes=("few-guests",)),
    GIULIA: Profile(rhythm="early", smoking="no", pets="some", guests="rarely", quiet=4, tidiness=3,
                    languages=("it",), wishes=("same-rhythm", "quiet-home"), words="Ho un canarino che si chiama Nino."),
    AMINA: Profile(rhythm="late", smoking="no", guests="sometimes", quiet=3, tidiness=4,
                   languages=("it", "fr"), wishes=("tidy-home",)),
}  # fmt: skip
WHY = "Ritmi compatibili, stessi desideri di ordine e silenzio; si sono incontrati e si sono detti sì."


def lines(calendar: Calendar) -> Iterator[Line]:
    for n, (person, profile) in enumerate(PROFILES.items()):
        describe = DescribeCandidate(stream=candidate_of(person.id), dossier=person.id, profile=profile)
        yield Line(calendar.at(37, 18, n), person, describe, "self")
    candidates = tuple(person.id for person in PROFILES)
    yield Line(
        calendar.at(39, 10), MARTA, EvaluateCandidates(stream=ROUND, dossier=CALL, candidates=candidates)
    )
    yield from declined(calendar)
    yield from agreed(calendar, AHMED, MARCO, cast.HOME_SAN_VITO, cast.COHABITATION_SAN_VITO, 41)
    yield from agreed(calendar, GIULIA, AMINA, cast.HOME_PONTETETTO, cast.COHABITATION_PONTETETTO, 42)


def propose(one: Person, other: Person, home: UUID, calendar: Calendar, override: str = "") -> MakeProposal:
    return MakeProposal(
        **proposal_of(one, other, home), one=one.id, other=other.id, round=ROUND, since=calendar.day(SINCE),
        override=override,
    )  # fmt: skip


def proposal_of(one: Person, other: Person, home: UUID) -> dict[str, UUID]:
    return {"stream": id_of(f"Proposta {one.first_name} e {other.first_name}"), "dossier": home}


def declined(calendar: Calendar) -> Iterator[Line]:
    """Giulia says no and tells why to those who may know; Marco only learns that it did not go on."""
    own = proposal_of(GIULIA, MARCO, cast.HOME_PONTETETTO)
    yield Line(calendar.at(39, 15), MARTA, propose(GIULIA, MARCO, cast.HOME_PONTETETTO, calendar))
    no = AnswerProposal(**own, party=GIULIA.id, answer="no", reason="Preferisco abitare con una ragazza.")
    yield Line(calendar.at(40, 9), GIULIA, no, "self")
    yield Line(calendar.at(40, 12), MARTA, DropMatch(**own, reason="declined"))


def agreed(
    calendar: Calendar, one: Person, other: Person, home: UUID, cohabitation: UUID, day: int
) -> Iterator[Line]:
    own = proposal_of(one, other, home)
    yield Line(calendar.at(day, 10), MARTA, propose(one, other, home, calendar))
    yield Line(calendar.at(day + 1, 18), SARA, RecordMeeting(**own, day=calendar.day(day + 1)))
    for n, person in enumerate((one, other)):
        yes = AnswerProposal(**own, party=person.id, answer="yes")
        yield Line(calendar.at(day + 2, 19, n), person, yes, "self")
    decide = DecideMatch(**own, one=one.id, other=other.id, cohabitation=cohabitation, reason=WHY)
    yield Line(calendar.at(45, 8, day - 40), MARTA, decide)
