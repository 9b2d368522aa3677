"""How far an application has come: what every decision about it starts from. No answer is ever kept here."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from events.envelope import Refusal
from events.intake.application import (
    ApplicationAdmitted,
    ApplicationAmended,
    ApplicationExcluded,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DocumentsReceived,
    DocumentsRequested,
    EligibilityChecked,
)
from events.intake.rule import Outcome, Result
from events.message import Fact

Standing = Literal["none", "submitted", "admitted", "excluded", "withdrawn"]
OVER = {
    "admitted": "application.admitted-already",
    "excluded": "application.excluded-already",
    "withdrawn": "application.withdrawn-already",
}


@dataclass(frozen=True)
class Application:
    standing: Standing = "none"
    call: UUID | None = None
    applicant: UUID | None = None
    edition: int = 0
    outcomes: tuple[Outcome, ...] = ()
    verdict: Result = "unknown"
    asked: frozenset[str] = frozenset()
    received: frozenset[str] = frozenset()

    @property
    def missing(self) -> frozenset[str]:
        return self.asked - self.received


@dataclass(frozen=True)
class Open:
    """An application still to be decided: whose it is and for which call."""

    call: UUID
    applicant: UUID


def evolve(application: Application, fact: Fact) -> Application:
    match fact:
        case ApplicationSubmitted():
            return Application("submitted", fact.call, fact.applicant, edition=1)
        case ApplicationAmended():
            return replace(application, edition=fact.edition)
        case EligibilityChecked():
            return replace(application, outcomes=fact.outcomes, verdict=fact.verdict)
        case DocumentsRequested():
            return replace(application, asked=application.asked | set(fact.documents))
        case DocumentsReceived():
            return replace(application, received=application.received | set(fact.documents))
        case _:
            return decided(application, fact)


def decided(application: Application, fact: Fact) -> Application:
    match fact:
        case ApplicationAdmitted():
            return replace(application, standing="admitted")
        case ApplicationExcluded():
            return replace(application, standing="excluded")
        case ApplicationWithdrawn():
            return replace(application, standing="withdrawn")
        case _:
            return application


def sent(application: Application) -> Open:
    if application.call is None or application.applicant is None:
        raise Refusal("application.unknown")
    return Open(application.call, application.applicant)


def undecided(application: Application) -> Open:
    it = sent(application)
    if application.standing != "submitted":
        raise Refusal(OVER[application.standing])
    return it
