"""The call for young people: five applications, one of them outside the rule."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.network import register
from events.intake.answers import Declaration
from events.intake.application import (
    AdmitApplication,
    ExcludeApplication,
    ReceiveDocuments,
    RequestDocuments,
    SubmitApplication,
)
from events.intake.call import ExtendCall, PublishCall
from events.intake.rule import YOUTH_CALL_2023
from tests.people import AHMED, AMINA, CALL, ELENA, GIULIA, LUCA, MARCO, MARTA, Person, id_of

OPENS, CLOSES, LONGER, DECIDED = 3, 26, 33, 36
GRID = "data-ora di arrivo; requisiti; colloquio di conoscenza"


@dataclass(frozen=True)
class Applicant:
    person: Person
    day: int
    family: int | None
    own: int | None
    situation: str
    motivation: str


APPLICANTS = (
    Applicant(AHMED, 6, None, 4_200, "Vivo in una stanza in subaffitto, scade a fine mese.",
              "Lavoro in magazzino e vorrei un posto stabile da cui ripartire."),
    Applicant(MARCO, 9, 14_300, None, "Sto con i miei, siamo in cinque in tre stanze.",
              "Voglio provare a cavarmela da solo, con qualcuno accanto."),
    Applicant(GIULIA, 13, 11_900, None, "Abito con mia madre.",
              "Voglio imparare a vivere in una casa mia, un passo alla volta."),
    Applicant(AMINA, 15, None, 7_800, "Studio e lavoro la sera; il contratto non mi viene rinnovato.",
              "Mi piace l'idea di una casa dove ci si aiuta."),
    Applicant(LUCA, 20, 17_500, None, "Cerco una casa dopo la separazione.", "Mi serve un posto presto."),
)  # fmt: skip


def application_of(person: Person) -> dict[str, object]:
    id = id_of(f"Domanda di {person.first_name}")
    return {"stream": id, "dossier": id}


def lines(calendar: Calendar) -> Iterator[Line]:
    yield from published(calendar)
    for applicant in APPLICANTS:
        yield from apply(calendar, applicant)
    yield from documents(calendar)
    yield from decisions(calendar)


def published(calendar: Calendar) -> Iterator[Line]:
    own = {"stream": CALL, "dossier": CALL}
    publish = PublishCall(
        **own, title="Abitare insieme: due case per quattro giovani", opens=calendar.day(OPENS),
        closes=calendar.day(CLOSES), grid_hash=hashlib.sha256(GRID.encode()).hexdigest(), rule=YOUTH_CALL_2023,
    )  # fmt: skip
    yield Line(calendar.at(2, 12), MARTA, publish)
    extend = ExtendCall(**own, closes=calendar.day(LONGER), reason="wider-information", act="Det. 118")
    yield Line(calendar.at(24, 12), MARTA, extend)


def apply(calendar: Calendar, it: Applicant, call: UUID = CALL) -> Iterator[Line]:
    """Amina comes to the desk, where Elena writes; the others use their own phones."""
    desk = it.person == AMINA
    by = ELENA if desk else it.person
    declared = Declaration(
        birth_date=it.person.born, household_size=3, family_isee=cents(it.family), personal_isee=cents(it.own),
        situation=it.situation, motivation=it.motivation, availability="Sere e fine settimana",
    )  # fmt: skip
    submit = SubmitApplication(
        **application_of(it.person),
        call=call,
        applicant=it.person.id,
        door="desk" if desk else "phone",
        answers=declared,
    )
    yield Line(calendar.at(it.day, 17), by, register(it.person), "info-point" if desk else "public")
    yield Line(calendar.at(it.day, 17, 10), by, submit, "info-point" if desk else "self")


def cents(euros: int | None) -> int | None:
    return None if euros is None else euros * 100


def documents(calendar: Calendar) -> Iterator[Line]:
    own = application_of(MARCO)
    wanted = RequestDocuments(**own, documents=("isee-certificate",), due=calendar.day(30))
    yield Line(calendar.at(22, 10), ELENA, wanted)
    yield Line(calendar.at(27, 11), ELENA, ReceiveDocuments(**own, documents=("isee-certificate",)))


def decisions(calendar: Calendar) -> Iterator[Line]:
    for n, person in enumerate((AHMED, MARCO, GIULIA, AMINA)):
        yield Line(calendar.at(DECIDED, 10, n), MARTA, AdmitApplication(**application_of(person)))
    exclude = ExcludeApplication(
        **application_of(LUCA), rule="age", reason="requirement-not-met",
        explanation="Alla chiusura dell'avviso avevi già compiuto 36 anni. Ti proponiamo un colloquio allo sportello.",
    )  # fmt: skip
    yield Line(calendar.at(DECIDED, 11), MARTA, exclude)
