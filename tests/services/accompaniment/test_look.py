from datetime import UTC, datetime

import pytest

from events.accompaniment.look import AnswerLook, AskAboutLook, LookAnswered, LookQuestioned, question_about
from events.category import Category
from events.role import Role
from events.sealed import seal
from services.accompaniment.look import QUESTION, Question
from tests.people import LUCA, MARTA, SARA, UGO, id_of
from tests.services.story import act, given, refused, when

LOOK = id_of("Sara guarda gli obiettivi")
WHICH = {
    "look": LOOK, "reader": SARA.id, "role": Role.OPERATOR, "categories": (Category.GOALS,), "page": "case",
    "at": datetime(2026, 3, 2, 16, 40, tzinfo=UTC),
}  # fmt: skip
HERE = {"stream": question_about(LUCA.id, LOOK), "dossier": LUCA.id}
ASK = AskAboutLook(**HERE, **WHICH, text=" Non la aspettavo. ")
ASKED = LookQuestioned(person=LUCA.id, **WHICH, text=seal("Non la aspettavo.", LUCA.id, Category.READS))
ANSWER = AnswerLook(**HERE, text="Preparava la visita di domani.")
ANSWERED = LookAnswered(
    person=LUCA.id, look=LOOK, text=seal("Preparava la visita di domani.", LUCA.id, Category.READS)
)


def test_a_person_asks_once_with_words_or_without():
    without = ASK.model_copy(update={"text": "  "})

    assert when(QUESTION, ASK, Question(), act(LUCA)) == [ASKED]
    assert when(QUESTION, ASK, given(QUESTION, ASKED), act(LUCA)) == []
    assert [fact.text for fact in when(QUESTION, without, Question(), act(LUCA))] == [None]


def test_a_coordinator_answers_once():
    assert when(QUESTION, ANSWER, given(QUESTION, ASKED), act(MARTA)) == [ANSWERED]
    assert refused(QUESTION, ANSWER, given(QUESTION, ASKED, ANSWERED), act(MARTA)) == "look.already-answered"
    assert refused(QUESTION, ANSWER, Question(), act(MARTA)) == "look.nothing-asked"


def test_nobody_answers_about_their_own_look():
    assert (
        refused(QUESTION, ANSWER, given(QUESTION, ASKED), act(SARA, "coordinator"))
        == "look.not-by-who-looked"
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"stream": LOOK}, "command.wrong-dossier"),
        ({"dossier": UGO.id, "stream": question_about(UGO.id, LOOK)}, "look.only-the-person-asks"),
        ({"reader": LUCA.id}, "look.own"),
    ],
    ids=["another stream", "for somebody else", "about oneself"],
)
def test_a_question_is_refused(change, reason):
    assert refused(QUESTION, ASK.model_copy(update=change), Question(), act(LUCA)) == reason
