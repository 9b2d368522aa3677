"""Sending and amending: in time, by the right door, once per call, checked in the same save."""

from collections.abc import Iterator
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.intake.answers import Answers, Declaration
from events.intake.application import (
    AmendApplication,
    ApplicationAmended,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    EligibilityChecked,
    SubmitApplication,
    WithdrawApplication,
)
from events.intake.entry import EnterCall, LeaveCall, entry_of
from events.intake.receipt import receipt
from events.intake.rule import Declared
from events.message import Command, Fact
from events.sealed import seal
from services.intake import eligibility
from services.intake.arrival import in_time, through
from services.intake.call import Call
from services.intake.stage import Application, Open, sent, undecided
from services.kernel.deciding import Act

OLDEST = 120


def submit(
    application: Application, command: SubmitApplication, act: Act, call: Call
) -> Iterator[Fact | Command]:
    if application.standing != "none":
        raise Refusal("application.already-sent")
    through(command.door, command.applicant, act)
    in_time(call, command.paper, act)
    checked = verdict(command.stream, command.applicant, command.answers, call, act)
    yield EnterCall(
        stream=entry_of(command.call, command.applicant),
        dossier=command.applicant,
        call=command.call,
        application=command.stream,
    )
    yield ApplicationSubmitted(
        application=command.stream,
        call=command.call,
        applicant=command.applicant,
        since=act.day,
        door=command.door,
        receipt=receipt(command.stream, act.partnership),
        paper=command.paper,
        answers=sealed(command.applicant, command.answers),
    )
    yield checked


def amend(
    application: Application, command: AmendApplication, act: Act, call: Call
) -> Iterator[Fact | Command]:
    """Until the call closes; the earlier answers stay as they were given."""
    theirs(undecided(application), command.applicant, command.call)
    in_time(call, command.paper, act)
    checked = verdict(command.stream, command.applicant, command.answers, call, act)
    yield ApplicationAmended(
        application=command.stream,
        applicant=command.applicant,
        edition=application.edition + 1,
        paper=command.paper,
        answers=sealed(command.applicant, command.answers),
    )
    yield checked


def theirs(it: Open, applicant: UUID, call: UUID | None = None) -> None:
    """The applicant a command names decided who may ask it, so it must be the real one."""
    if it.applicant != applicant or call not in (None, it.call):
        raise Refusal("application.unknown")


def verdict(
    application: UUID, applicant: UUID, answers: Declaration, call: Call, act: Act
) -> EligibilityChecked:
    if call.rule is None or call.age_on is None:
        raise Refusal("application.call-unknown")
    plausible(answers, act)
    declared = Declared(
        birth_date=answers.birth_date, family_isee=answers.family_isee, personal_isee=answers.personal_isee
    )
    outcomes = eligibility.check(call.rule, call.age_on, declared)
    return EligibilityChecked(
        application=application,
        applicant=applicant,
        rule=call.rule.version,
        age_on=call.age_on,
        outcomes=outcomes,
        verdict=eligibility.verdict(outcomes),
    )


def plausible(answers: Declaration, act: Act) -> None:
    born = answers.birth_date
    if born > act.today or eligibility.age(born, act.today) > OLDEST:
        raise Refusal("application.birth-date-impossible", field="birth_date")


def sealed(applicant: UUID, answers: Declaration) -> Answers:
    return Answers(
        **{name: seal(value, applicant, Category.APPLICATION) for name, value in answers if value is not None}
    )


def withdraw(application: Application, command: WithdrawApplication) -> Iterator[Fact | Command]:
    """At any time and without a reason; the place in the call is free again."""
    it = sent(application)
    theirs(it, command.applicant)
    if application.standing == "withdrawn":
        return
    yield ApplicationWithdrawn(application=command.stream, call=it.call, applicant=it.applicant)
    yield LeaveCall(
        stream=entry_of(it.call, it.applicant),
        dossier=it.applicant,
        call=it.call,
        application=command.stream,
    )
