"""Completing and deciding: papers asked and brought, then a person's yes or no with its reason."""

from collections.abc import Iterator

from events.category import Category
from events.envelope import Refusal
from events.intake.application import (
    AdmitApplication,
    ApplicationAdmitted,
    ApplicationExcluded,
    DocumentsReceived,
    DocumentsRequested,
    ExcludeApplication,
    ReceiveDocuments,
    RequestDocuments,
)
from events.intake.rule import Result
from events.message import Fact
from events.role import Role
from events.sealed import seal
from services.intake import eligibility
from services.intake.stage import Application, Open, sent, undecided
from services.kernel.deciding import Act

WHO_DECIDES = {Role.COMMISSION, Role.COORDINATOR}


def request(application: Application, command: RequestDocuments, act: Act) -> Iterator[Fact]:
    it = undecided(application)
    if command.due < act.today:
        raise Refusal("application.due-in-the-past", field="due")
    documents = tuple(code for code in dict.fromkeys(command.documents) if code not in application.asked)
    if documents:
        yield DocumentsRequested(
            application=command.stream, applicant=it.applicant, documents=documents, due=command.due
        )


def receive(application: Application, command: ReceiveDocuments) -> Iterator[Fact]:
    """Papers that come late are taken too: whether that still counts is for a person to say."""
    it = undecided(application)
    if not application.asked.issuperset(command.documents):
        raise Refusal("application.document-not-asked", field="documents")
    documents = tuple(code for code in dict.fromkeys(command.documents) if code in application.missing)
    if documents:
        yield DocumentsReceived(application=command.stream, applicant=it.applicant, documents=documents)


def admit(application: Application, command: AdmitApplication, act: Act) -> Iterator[Fact]:
    """Also after an exclusion: a commission can put its mistake right, and both stay on record."""
    it = sent(application)
    if application.standing == "admitted":
        return
    if application.standing == "withdrawn":
        raise Refusal("application.withdrawn-already")
    by_a_person(it, act)
    if application.missing:
        raise Refusal("application.documents-missing")
    if application.verdict == "failed":
        raise Refusal("application.not-eligible")
    yield ApplicationAdmitted(application=command.stream, call=it.call, applicant=it.applicant)


def exclude(application: Application, command: ExcludeApplication, act: Act) -> Iterator[Fact]:
    it = undecided(application)
    by_a_person(it, act)
    grounded(application, command)
    yield ApplicationExcluded(
        application=command.stream,
        call=it.call,
        applicant=it.applicant,
        rule=command.rule,
        reason=command.reason,
        explanation=seal(command.explanation, it.applicant, Category.APPLICATION),
    )


def by_a_person(it: Open, act: Act) -> None:
    """No system decides about anybody (I22), and nobody about themselves."""
    if act.role not in WHO_DECIDES:
        raise Refusal("application.needs-a-person")
    if it.applicant in (act.actor, act.on_behalf_of):
        raise Refusal("application.not-ones-own")


def grounded(application: Application, command: ExcludeApplication) -> None:
    """A rule that was met excludes nobody, and papers that came are not missing."""
    met: dict[str, Result] = {
        "age": eligibility.result_of("age", application.outcomes),
        "isee": eligibility.isee(application.outcomes),
    }
    if command.reason == "requirement-not-met" and met.get(command.rule) == "passed":
        raise Refusal("application.rule-was-met", field="rule")
    if command.reason == "documents-not-received" and not application.missing:
        raise Refusal("application.documents-came", field="reason")
