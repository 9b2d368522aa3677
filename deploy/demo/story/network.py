"""Organisations, people, roles, relations."""

from collections.abc import Iterator
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from events.network.appointment import AppointAuditor
from events.network.district import NameDistrict
from events.network.identity import PersonalData
from events.network.member import Assign, GrantRole, member_of
from events.network.organisation import EnrolPartner, Hours, OpenPoint
from events.network.person import CheckPower, FindSame, RecordPower, RecordRelation, RegisterPerson
from events.role import Role
from tests import people as cast
from tests.people import (
    AMINA,
    DARIO,
    ELENA,
    GIULIA,
    MARTA,
    OFFICES,
    PAOLO,
    PIERO,
    ROSA,
    SARA,
    UGO,
    Person,
    id_of,
)

STAFF = ((SARA, Role.OPERATOR), (PAOLO, Role.OPERATOR), (ELENA, Role.INFO_POINT), (DARIO, Role.AUDITOR))
APPOINTMENT = id_of("Incarico di controllo di Dario Serra")
DECREE = 100
AMINA_AGAIN = id_of("Amina Diallo, seconda scheda")


def lines(calendar: Calendar) -> Iterator[Line]:
    yield Line(calendar.at(0, 8), MARTA, register(MARTA), "public")
    yield Line(calendar.at(0, 8, 5), None, grant(calendar, MARTA, Role.COORDINATOR))
    yield from organisations(calendar)
    yield from staff(calendar)
    yield from families(calendar)
    yield from assignments(calendar)
    yield from decree(calendar)


def register(person: Person, id: UUID | None = None) -> RegisterPerson:
    id = id or person.id
    identity = PersonalData(
        first_name=person.first_name, last_name=person.last_name, birth_date=person.born, email=person.email
    )
    return RegisterPerson(stream=id, dossier=id, identity=identity)


def grant(calendar: Calendar, person: Person, role: Role, organisation: UUID | None = None) -> GrantRole:
    own = {"stream": member_of(person.id), "dossier": person.id}
    return GrantRole(**own, role=role, organisation=organisation, since=calendar.start)


def organisations(calendar: Calendar) -> Iterator[Line]:
    names = (
        (cast.COMUNE, "Comune di Lucca", "public-body", "lead", ()),
        (cast.COOPERATIVE, "Cooperativa La Soglia", "social-cooperative", "partner", ("cohousing",)),
        (cast.INFO_POINT, "Associazione Porta Aperta", "aps", "partner", ("elderly", "migrants")),
    )
    for n, (id, name, form, part, competences) in enumerate(names):
        body = {
            "name": name,
            "legal_form": form,
            "part": part,
            "competences": competences,
            "since": calendar.start,
        }
        yield Line(calendar.at(0, 9, n), MARTA, EnrolPartner(stream=id, dossier=id, **body))
    for n, district in enumerate(cast.DISTRICTS):
        id = id_of(district)
        yield Line(calendar.at(0, 9, 10 + n), MARTA, NameDistrict(stream=id, dossier=id, name=district))
    point = OpenPoint(
        stream=cast.INFO_POINT, dossier=cast.INFO_POINT, point=id_of("Sportello San Concordio"),
        name="Info Point San Concordio", place="Via Urbicciani 20, San Concordio", channels=("desk", "phone"),
        hours=(Hours(weekday=1, opens=540, closes=750), Hours(weekday=3, opens=900, closes=1110)),
        since=calendar.start,
    )  # fmt: skip
    yield Line(calendar.at(0, 9, 30), MARTA, point)


def staff(calendar: Calendar) -> Iterator[Line]:
    for n, (person, role) in enumerate(STAFF):
        yield Line(calendar.at(0, 10, n), MARTA, register(person))
        place = cast.INFO_POINT if role is Role.INFO_POINT else None
        yield Line(calendar.at(0, 10, 30 + n), MARTA, grant(calendar, person, role, place))
    yield Line(calendar.at(0, 10, 50), MARTA, appointed(calendar))
    for n, person in enumerate(OFFICES):
        yield Line(calendar.at(0, 12, n), MARTA, register(person))
        yield Line(calendar.at(0, 12, 30 + n), MARTA, grant(calendar, person, Role(person.role)))
    yield Line(calendar.at(0, 11), UGO, register(UGO), "public")


def appointed(calendar: Calendar) -> AppointAuditor:
    """Dario audits the whole first year."""
    return AppointAuditor(
        stream=APPOINTMENT, dossier=APPOINTMENT, person=DARIO.id, period_from=calendar.start,
        period_to=calendar.day(364), since=calendar.start, until=calendar.day(730), act="DD 120/2026",
    )  # fmt: skip


def families(calendar: Calendar) -> Iterator[Line]:
    """Rosa comes with her daughter; Amina had been entered twice, by phone and at the desk."""
    relation = RecordRelation(
        stream=GIULIA.id, dossier=GIULIA.id, relative=ROSA.id, kind="parent", since=calendar.day(14)
    )
    yield Line(calendar.at(14, 10), ELENA, register(ROSA))
    yield Line(calendar.at(14, 10, 10), ELENA, relation)
    yield Line(calendar.at(16, 12), ELENA, register(AMINA, AMINA_AGAIN))
    same = FindSame(stream=AMINA_AGAIN, dossier=AMINA_AGAIN, kept=AMINA.id)
    yield Line(calendar.at(17, 9), MARTA, same)


def decree(calendar: Calendar) -> Iterator[Line]:
    """Marta enters what the court decided about Giulia, Sara holds the paper beside it: from then on Piero may."""
    own = {"stream": GIULIA.id, "dossier": GIULIA.id, "holder": PIERO.id}
    says = {
        "powers": ("sign-pact", "share", "housing"),
        "since": calendar.day(DECREE),
        "until": calendar.day(calendar.last + 250),
    }
    record = RecordPower(
        **own, **says, source="support-administrator", decided_on=calendar.day(DECREE - 6), decree_number="RG 512/2026",
        decree_text="Nomina amministratore di sostegno di Giulia Conti. Può firmare con lei il patto di casa, rispondere"
        " alle proposte e aiutarla a scegliere chi vede le sue cose. Per tutto il resto Giulia decide da sé.",
    )  # fmt: skip
    yield Line(calendar.at(DECREE, 10), ELENA, register(PIERO))
    yield Line(calendar.at(DECREE, 11), MARTA, record)
    yield Line(calendar.at(DECREE + 1, 9), SARA, CheckPower(**own, **says))


def assignments(calendar: Calendar) -> Iterator[Line]:
    """Sara follows both homes, Paolo one: what he may not see is as much part of the demo."""
    pairs = (
        (SARA, cast.COHABITATION_SAN_VITO),
        (SARA, cast.COHABITATION_PONTETETTO),
        (PAOLO, cast.COHABITATION_PONTETETTO),
    )
    for n, (person, home) in enumerate(pairs):
        command = Assign(
            stream=member_of(person.id), dossier=person.id, cohabitation=home, since=calendar.day(45)
        )
        yield Line(calendar.at(45, 9, n), MARTA, command)
