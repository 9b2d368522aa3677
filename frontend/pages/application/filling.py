"""What the form asks, and the commands it becomes: the same questions from a phone and at the desk."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from events.intake.answers import Declaration, Words
from events.intake.application import (
    AmendApplication,
    Door,
    PaperProtocol,
    ProtocolNumber,
    SubmitApplication,
)
from events.intake.rule import MOST_CENTS
from events.network.identity import Email, Name, PersonalData, Phone
from events.network.person import RegisterPerson
from frontend.form_fields import Money
from frontend.forms import Form, NewId

Isee = Annotated[Money, Field(ge=0, le=MOST_CENTS)]


class Declared(Form):
    birth_date: date
    household_size: int = Field(ge=1, le=20)
    family_isee: Isee | None = None
    personal_isee: Isee | None = None
    situation: Words = ""
    motivation: Words = ""
    availability: Words = ""


class Applied(Declared):
    """`application` and `call` travel with the form, so that sending it again is the same application."""

    application: NewId
    call: UUID


class Newcomer(Applied):
    """`person` was made with the page: whoever it is gets this id and no other."""

    person: NewId
    first_name: Name
    last_name: Name
    email: Email | None = None
    phone: Phone | None = None


class AtTheDesk(Newcomer):
    paper_number: ProtocolNumber | None = None
    paper_day: date | None = None


class Registered(Applied):
    """At the desk, once the person is entered: only the application is left to send."""

    person: NewId
    registered: bool
    paper_number: ProtocolNumber | None = None
    paper_day: date | None = None


class Amended(Declared):
    paper_number: ProtocolNumber | None = None
    paper_day: date | None = None


def declaration(it: Declared) -> Declaration:
    return Declaration(**{name: getattr(it, name) for name in Declaration.model_fields})


def person(it: Newcomer) -> RegisterPerson:
    data = PersonalData(**{name: getattr(it, name, None) for name in PersonalData.model_fields})
    return RegisterPerson(stream=it.person, dossier=it.person, identity=data)


def submission(it: Applied, applicant: UUID, door: Door) -> SubmitApplication:
    return SubmitApplication(
        stream=it.application, dossier=it.application, call=it.call, applicant=applicant, door=door,
        paper=paper(it), answers=declaration(it),
    )  # fmt: skip


def amendment(it: Amended, application: UUID, call: UUID, applicant: UUID) -> AmendApplication:
    return AmendApplication(
        stream=application, dossier=application, call=call, applicant=applicant, paper=paper(it),
        answers=declaration(it),
    )  # fmt: skip


def paper(it: Form) -> PaperProtocol | None:
    """Both or neither: `half_a_protocol` says so at the field."""
    number, day = getattr(it, "paper_number", None), getattr(it, "paper_day", None)
    return PaperProtocol(number=number, day=day) if number and day else None


def half_a_protocol(it: Form) -> str | None:
    """The field that is missing when only one of the two was written."""
    number, day = getattr(it, "paper_number", None), getattr(it, "paper_day", None)
    if bool(number) == bool(day):
        return None
    return "paper_day" if number else "paper_number"
