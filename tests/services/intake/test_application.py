"""Applications: sent, amended, completed, decided, withdrawn."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from events.intake.application import (
    AdmitApplication,
    AmendApplication,
    ApplicationAdmitted,
    ApplicationAmended,
    ApplicationExcluded,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DocumentsReceived,
    DocumentsRequested,
    EligibilityChecked,
    ExcludeApplication,
    PaperProtocol,
    ReceiveDocuments,
    RequestDocuments,
    WithdrawApplication,
)
from events.intake.entry import EnterCall, LeaveCall, entry_of
from events.sealed import Open
from events.standing import Stands
from services.intake.application import APPLICATION
from services.intake.call import CALL
from tests.people import AHMED, ELENA, MARCO, MARTA, ROSA, id_of
from tests.people import CALL as YOUTH
from tests.services.intake.asking import (
    APPLICATION_ID,
    BEFORE,
    CLOSES,
    ITS,
    LAST_MINUTE,
    OPEN_CALL,
    TOO_LATE,
    answers,
    oneself,
    sent,
    submit,
    told,
)
from tests.services.story import act, refused, when

NONE = APPLICATION.initial
HIS = {"application": APPLICATION_ID, "call": YOUTH, "applicant": AHMED.id}
ENTRY = {
    "stream": entry_of(YOUTH, AHMED.id),
    "dossier": AHMED.id,
    "call": YOUTH,
    "application": APPLICATION_ID,
}
PAPER = PaperProtocol(number="PG 1182/2026", day=CLOSES)
DESK = {"door": "desk", "paper": PAPER}
AT_DESK = act(ELENA, at=datetime(2026, 5, 4, 8, 0, tzinfo=UTC))
ASKED = DocumentsRequested(
    application=APPLICATION_ID, applicant=AHMED.id, documents=("isee-certificate",), due=date(2026, 4, 20)
)
BROUGHT = DocumentsReceived(application=APPLICATION_ID, applicant=AHMED.id, documents=("isee-certificate",))
ADMITTED = ApplicationAdmitted(**HIS)
WITHDRAWN = ApplicationWithdrawn(**HIS)
EXCLUDE = ExcludeApplication(
    **ITS, rule="isee", reason="requirement-not-met", explanation="L'ISEE dichiarato supera i 20.000 euro."
)
RICH = {"family_isee": 30_000_00, "personal_isee": 12_000_00}
COMMISSION = act(MARTA, "commission")


def send(by=None, call=OPEN_CALL, state=NONE, **more):
    return when(APPLICATION, submit(**more), state, by or oneself(), call=call)


def amend(**more):
    named = {**ITS, "call": YOUTH, "applicant": AHMED.id, "answers": answers(household_size=4)}
    return AmendApplication(**{**named, **more})


def excluded():
    return when(APPLICATION, EXCLUDE, sent(**RICH), COMMISSION)[0]


def test_an_application_is_sent_entered_and_checked_in_one_save():
    entered, submitted, checked = send()

    assert entered == EnterCall(**ENTRY)
    assert isinstance(submitted, ApplicationSubmitted)
    assert isinstance(checked, EligibilityChecked)
    assert submitted.standings() == (Stands("subject", AHMED.id, "self", submitted.since, APPLICATION_ID),)


def test_the_verdict_is_in_clear_and_the_values_are_sealed():
    _, submitted, checked = send()

    assert [(one.criterion, one.result, one.band) for one in checked.outcomes] == [
        ("age", "passed", "within"),
        ("family-isee", "passed", "within"),
        ("personal-isee", "unknown", "unknown"),
    ]
    assert (checked.verdict, checked.rule, checked.age_on) == ("passed", "lucca-youth-2023", CLOSES)
    assert {type(value) for _, value in submitted.answers if value is not None} == {Open}


def test_who_fails_a_rule_is_told_so_and_excluded_by_nobody_yet():
    facts = told(**RICH)

    assert facts[-1].verdict == "failed"
    assert not any(isinstance(fact, ApplicationExcluded) for fact in facts)


def test_the_last_minute_counts_and_midnight_does_not():
    assert send(oneself(LAST_MINUTE))
    assert refused(APPLICATION, submit(), NONE, oneself(TOO_LATE), call=OPEN_CALL) == "application.too-late"


def test_what_a_phone_says_of_its_clock_is_no_proof():
    late = oneself(BEFORE, received_at=TOO_LATE)

    assert refused(APPLICATION, submit(), NONE, late, call=OPEN_CALL) == "application.too-late"


def test_a_paper_form_counts_from_its_day_in_the_register():
    assert send(AT_DESK, **DESK)[1].paper == PAPER


@pytest.mark.parametrize(
    ("command", "by", "reason"),
    [
        (submit(), oneself(datetime(2026, 2, 1, tzinfo=UTC)), "application.too-early"),
        (submit(paper=PAPER), oneself(), "application.paper-is-for-the-desk"),
        (submit(door="desk"), oneself(), "application.desk-is-for-staff"),
        (submit(), oneself(person=MARCO), "application.not-for-oneself"),
        (submit(door="desk"), AT_DESK, "application.too-late"),
        (
            submit(**{**DESK, "paper": PaperProtocol(number="1", day=date(2026, 5, 1))}),
            AT_DESK,
            "application.too-late",
        ),
        (
            submit(**{**DESK, "paper": PaperProtocol(number="1", day=date(2027, 5, 1))}),
            AT_DESK,
            "application.paper-in-the-future",
        ),
        (
            submit(answers=answers(birth_date=date(2030, 1, 1))),
            oneself(),
            "application.birth-date-impossible",
        ),
        (submit(dossier=AHMED.id), oneself(), "application.misaddressed"),
    ],
)
def test_an_application_that_cannot_be_is_refused(command, by, reason):
    assert refused(APPLICATION, command, NONE, by, call=OPEN_CALL) == reason


def test_who_holds_a_power_applies_for_another():
    assert send(oneself(person=ROSA, on_behalf_of=AHMED.id))


def test_there_is_nothing_to_apply_to_before_a_call():
    assert refused(APPLICATION, submit(), NONE, oneself(), call=CALL.initial) == "application.call-unknown"


def test_an_application_is_sent_once():
    assert refused(APPLICATION, submit(), sent(), oneself(), call=OPEN_CALL) == "application.already-sent"


@pytest.mark.parametrize(
    "other",
    [{"family_isee": -1}, {"personal_isee": 10**11}, {"household_size": 0}, {"motivation": "x" * 2001}],
)
def test_absurd_answers_never_become_a_command(other):
    with pytest.raises(ValidationError):
        answers(**other)


def test_an_amendment_is_a_new_edition_checked_again():
    amended, checked = when(APPLICATION, amend(), sent(), oneself(), call=OPEN_CALL)

    assert (type(amended), amended.edition) == (ApplicationAmended, 2)
    assert checked.verdict == "passed"


@pytest.mark.parametrize(
    ("command", "state", "at", "reason"),
    [
        (amend(), sent(), TOO_LATE, "application.too-late"),
        (amend(), NONE, BEFORE, "application.unknown"),
        (amend(), sent(WITHDRAWN), BEFORE, "application.withdrawn-already"),
        (amend(applicant=MARCO.id), sent(), BEFORE, "application.unknown"),
        (amend(call=id_of("another call")), sent(), BEFORE, "application.unknown"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(command, state, at, reason):
    assert refused(APPLICATION, command, state, oneself(at), call=OPEN_CALL) == reason


def test_papers_are_asked_once_and_brought_once():
    ask = RequestDocuments(**ITS, documents=("isee-certificate",), due=date(2026, 4, 20))
    bring = ReceiveDocuments(**ITS, documents=("isee-certificate",))

    assert when(APPLICATION, ask, sent()) == [ASKED]
    assert when(APPLICATION, ask, sent(ASKED)) == []
    assert when(APPLICATION, bring, sent(ASKED)) == [BROUGHT]
    assert when(APPLICATION, bring, sent(ASKED, BROUGHT)) == []


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (
            RequestDocuments(**ITS, documents=("isee-certificate",), due=date(2026, 1, 1)),
            "application.due-in-the-past",
        ),
        (ReceiveDocuments(**ITS, documents=("isee-certificate",)), "application.document-not-asked"),
    ],
)
def test_papers_that_make_no_sense_are_refused(command, reason):
    assert refused(APPLICATION, command, sent()) == reason


def test_a_person_admits():
    admit = AdmitApplication(**ITS)

    assert when(APPLICATION, admit, sent(ASKED, BROUGHT), COMMISSION) == [ADMITTED]
    assert when(APPLICATION, admit, sent(ADMITTED), COMMISSION) == []


def test_a_commission_can_put_its_own_exclusion_right():
    wrongly = ApplicationExcluded(
        **HIS, rule="documents", reason="documents-not-received", explanation=excluded().explanation
    )

    assert when(APPLICATION, AdmitApplication(**ITS), sent(wrongly), COMMISSION) == [ADMITTED]


@pytest.mark.parametrize(
    ("state", "by", "reason"),
    [
        (sent(), act(MARTA, "system"), "application.needs-a-person"),
        (sent(), act(AHMED, "commission"), "application.not-ones-own"),
        (sent(ASKED), COMMISSION, "application.documents-missing"),
        (sent(**RICH), COMMISSION, "application.not-eligible"),
        (sent(WITHDRAWN), COMMISSION, "application.withdrawn-already"),
        (NONE, COMMISSION, "application.unknown"),
    ],
)
def test_an_admission_that_cannot_be_is_refused(state, by, reason):
    assert refused(APPLICATION, AdmitApplication(**ITS), state, by) == reason


def test_a_person_excludes_with_rule_reason_and_sealed_words():
    fact = excluded()

    assert (fact.rule, fact.reason, type(fact.explanation)) == ("isee", "requirement-not-met", Open)


@pytest.mark.parametrize(
    ("command", "state", "reason"),
    [
        (EXCLUDE, sent(), "application.rule-was-met"),
        (EXCLUDE, sent(ADMITTED), "application.admitted-already"),
        (
            EXCLUDE.model_copy(update={"rule": "documents", "reason": "documents-not-received"}),
            sent(ASKED, BROUGHT),
            "application.documents-came",
        ),
    ],
)
def test_an_exclusion_without_ground_is_refused(command, state, reason):
    assert refused(APPLICATION, command, state, COMMISSION) == reason


def test_an_exclusion_needs_an_explanation():
    with pytest.raises(ValidationError):
        ExcludeApplication(**ITS, rule="isee", reason="requirement-not-met", explanation="   no    ")


def test_who_withdraws_frees_their_place():
    withdraw = WithdrawApplication(**ITS, applicant=AHMED.id)

    assert when(APPLICATION, withdraw, sent(), oneself()) == [WITHDRAWN, LeaveCall(**ENTRY)]
    assert when(APPLICATION, withdraw, sent(WITHDRAWN), oneself()) == []


def test_nobody_withdraws_for_another_by_naming_themselves():
    withdraw = WithdrawApplication(**ITS, applicant=MARCO.id)

    assert refused(APPLICATION, withdraw, sent(), oneself(person=MARCO)) == "application.unknown"
