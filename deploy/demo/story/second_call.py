"""A second call, open today: two people admitted and waiting for a home, one application still to be read."""

import hashlib
from collections.abc import Iterator

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.intake import GRID, Applicant, application_of, apply
from events.intake.application import AdmitApplication
from events.intake.call import PublishCall
from events.intake.rule import YOUTH_CALL_2023
from events.matching.candidate import DescribeCandidate, candidate_of
from events.matching.profile import Profile
from events.matching.round import EvaluateCandidates
from tests.people import IRENE, MARTA, NADIA, SECOND_CALL, TOMMASO, id_of

OPENS = 98
GRID_HASH = hashlib.sha256(GRID.encode()).hexdigest()
APPLICANTS = (
    Applicant(NADIA, 101, 9_400, None, "Divido la camera con mia sorella.", "Vorrei studiare la sera senza disturbare."),
    Applicant(TOMMASO, 104, None, 6_100, "Dormo da amici, a turno.", "Una casa da cui non dovermi spostare ogni mese."),
    Applicant(IRENE, 121, None, 8_900, "Lavoro part-time in mensa.", "Mi hanno parlato bene di chi ci abita."),
)  # fmt: skip
PROFILES = {
    NADIA: Profile(rhythm="late", smoking="no", pets="none", guests="rarely", quiet=5, tidiness=3, languages=("it",),
                   wishes=("quiet-home", "few-guests"), vetoes=("smoking",)),
    TOMMASO: Profile(rhythm="early", smoking="no", guests="sometimes", quiet=4, tidiness=4, languages=("it", "en"),
                     wishes=("tidy-home", "same-rhythm")),
}  # fmt: skip


def lines(calendar: Calendar) -> Iterator[Line]:
    publish = PublishCall(
        stream=SECOND_CALL, dossier=SECOND_CALL, title="Abitare insieme: una casa per due giovani a San Concordio",
        opens=calendar.day(OPENS), closes=calendar.day(calendar.last + 21), grid_hash=GRID_HASH, rule=YOUTH_CALL_2023,
    )  # fmt: skip
    yield Line(calendar.at(OPENS - 2, 12), MARTA, publish)
    for applicant in APPLICANTS:
        yield from apply(calendar, applicant, SECOND_CALL)
    for n, (person, profile) in enumerate(PROFILES.items()):
        yield Line(calendar.at(112, 10, n), MARTA, AdmitApplication(**application_of(person)))
        describe = DescribeCandidate(stream=candidate_of(person.id), dossier=person.id, profile=profile)
        yield Line(calendar.at(114, 18, n), person, describe, "self")
    compare = EvaluateCandidates(
        stream=id_of("Secondo giro di abbinamenti"),
        dossier=SECOND_CALL,
        candidates=tuple(it.id for it in PROFILES),
    )
    yield Line(calendar.at(120, 10), MARTA, compare)
