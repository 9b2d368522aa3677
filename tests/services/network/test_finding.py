"""Findings: raised, answered, closed; their words are sealed."""

from datetime import date

import pytest

from events.category import Category
from events.network.finding import (
    AnswerFinding,
    CloseFinding,
    FindingAnswered,
    FindingClosed,
    FindingRaised,
    RaiseFinding,
)
from events.sealed import seal
from services.network.finding import FINDING, Finding
from tests.people import DARIO, id_of
from tests.services.network.funded import HERE
from tests.services.story import act, given, refused, when

OWN = {"stream": id_of("rilievo"), "dossier": HERE}
WORDS = "Scritta nove giorni dopo: perché?"
RAISED = FindingRaised(kind="case", text=seal(WORDS, HERE, Category.PROOFS))


def test_a_finding_is_raised_answered_and_closed():
    asked = RaiseFinding(**OWN, kind="case", text=WORDS)
    answer = AnswerFinding(**OWN, text="Il telefono era scarico.")

    assert when(FINDING, asked, Finding(), act(DARIO)) == [RAISED]
    (answered,) = when(FINDING, answer, given(FINDING, RAISED))
    assert isinstance(answered, FindingAnswered)
    close = CloseFinding(**OWN, outcome="settled")
    assert when(FINDING, close, given(FINDING, RAISED, answered)) == [FindingClosed(outcome="settled")]
    over = given(FINDING, RAISED, answered, FindingClosed(outcome="settled"))
    assert when(FINDING, close, over) == []
    assert refused(FINDING, answer, over) == "finding.already-closed"


def test_nothing_is_answered_that_nobody_raised():
    assert refused(FINDING, AnswerFinding(**OWN, text="Sì."), Finding()) == "finding.unknown"
    assert refused(FINDING, RaiseFinding(**OWN, kind="case", text=WORDS), given(FINDING, RAISED)) == (
        "finding.already-raised"
    )


@pytest.mark.parametrize("named", [{"kind": "fact"}, {"kind": "figure", "figure": "minutes"}])
def test_a_finding_says_what_it_is_about(named):
    assert refused(FINDING, RaiseFinding(**OWN, **named, text=WORDS), Finding()) == "finding.about-what"
    whole = {
        "event": id_of("fatto"),
        "figure": "minutes",
        "since": date(2026, 1, 1),
        "until": date(2026, 2, 1),
    }
    assert when(FINDING, RaiseFinding(**OWN, **{**whole, **named}, text=WORDS), Finding())
