"""Applications: sent once to a call, amended while it is open, completed, and decided by a person."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from events.intake.answers import OWN_WORDS, Answers, Declaration
from events.intake.rule import Outcome, Result, Version
from events.message import Command, Fact
from events.role import Role
from events.sealed import Sealed
from events.standing import Standing, Stands

Door = Literal["phone", "desk"]
Document = Literal[
    "identity-document", "isee-certificate", "residence-permit", "disability-certificate", "study-certificate"
]
ExclusionRule = Literal["age", "isee", "documents", "one-application", "truthfulness"]
ExclusionReason = Literal["requirement-not-met", "documents-not-received", "sent-twice", "statement-not-true"]
ReceiptCode = Annotated[str, StringConstraints(max_length=20)]
ProtocolNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{0,29}$")]
Explanation = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=10, max_length=2_000, pattern=OWN_WORDS)
]


class PaperProtocol(BaseModel):
    """Number and day of a paper form in the office's register: that day counts as its arrival."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: ProtocolNumber
    day: date


class ApplicationSubmitted(Fact):
    """``since`` is the day it was written; when it arrived is in the record, or in ``paper``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    call: UUID
    applicant: UUID
    since: date
    door: Door
    receipt: ReceiptCode
    paper: PaperProtocol | None = None
    answers: Answers

    def standings(self) -> tuple[Standing, ...]:
        return (Stands("subject", self.applicant, Role.SELF, self.since, over=self.application),)


class EligibilityChecked(Fact):
    """The verdict on what was declared, criterion by criterion; the values stay sealed in the answers.

    Nobody is excluded by it: exclusion is a person's act.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    applicant: UUID
    rule: Version
    age_on: date
    outcomes: tuple[Outcome, ...]
    verdict: Result


class ApplicationAmended(Fact):
    """The answers anew; the first ones stay in the history."""

    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    applicant: UUID
    edition: int
    paper: PaperProtocol | None = None
    answers: Answers


class DocumentsRequested(Fact):
    """``due`` is the last day to bring them."""

    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    applicant: UUID
    documents: tuple[Document, ...]
    due: date


class DocumentsReceived(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    applicant: UUID
    documents: tuple[Document, ...]


class ApplicationAdmitted(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    call: UUID
    applicant: UUID


class ApplicationExcluded(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    call: UUID
    applicant: UUID
    rule: ExclusionRule
    reason: ExclusionReason
    explanation: Sealed[str]


class ApplicationWithdrawn(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    application: UUID
    call: UUID
    applicant: UUID


class SubmitApplication(Command):
    """Stream and dossier are the application; its receipt code follows from that id."""

    POWER: ClassVar[str] = "apply"

    call: UUID
    applicant: UUID
    door: Door = "phone"
    paper: PaperProtocol | None = None
    answers: Declaration

    def whose(self) -> UUID | None:
        return self.applicant


class AmendApplication(Command):
    POWER: ClassVar[str] = "apply"

    call: UUID
    applicant: UUID
    paper: PaperProtocol | None = None
    answers: Declaration

    def whose(self) -> UUID | None:
        return self.applicant


class RequestDocuments(Command):
    documents: tuple[Document, ...] = Field(min_length=1, max_length=5)
    due: date


class ReceiveDocuments(Command):
    documents: tuple[Document, ...] = Field(min_length=1, max_length=5)


class AdmitApplication(Command):
    pass


class ExcludeApplication(Command):
    rule: ExclusionRule
    reason: ExclusionReason
    explanation: Explanation


class WithdrawApplication(Command):
    POWER: ClassVar[str] = "apply"

    applicant: UUID

    def whose(self) -> UUID | None:
        return self.applicant
