"""A lost intention is kept once; a photo stands beside what it was taken for, as private as the words there."""

from uuid import uuid4

import pytest

from events.accompaniment.goal import GoalReworded, RewordGoal
from events.accompaniment.intention import IntentionKept, KeepIntention
from events.accompaniment.photo import AttachPhoto, PhotoAttached, attachment_of
from events.category import Category
from events.sealed import seal
from services.accompaniment.goal import GOAL
from services.accompaniment.intention import INTENTION
from services.accompaniment.photo import PHOTO
from tests.people import AHMED, COHABITATION_PONTETETTO, SARA
from tests.services.accompaniment.test_goal import HERE as GOAL_HERE
from tests.services.accompaniment.test_goal import SET
from tests.services.story import act, given, refused, when

HERE = COHABITATION_PONTETETTO
HERS = act(SARA, role="operator")
KEY = "A" * 43


def test_an_intention_is_kept_once_and_is_the_teams() -> None:
    command = KeepIntention(
        stream=uuid4(), dossier=HERE, of=uuid4(), choice="note", text="Il sabato, non la domenica"
    )
    kept = IntentionKept(
        of=command.of,
        choice="note",
        author=SARA.id,
        text=seal(command.text, HERE, Category.VISIT_PROFESSIONAL),
    )

    assert when(INTENTION, command, given(INTENTION), HERS) == [kept]
    assert when(INTENTION, command, given(INTENTION, kept), HERS) == []


@pytest.mark.parametrize(
    ("beside", "shared", "category"),
    [
        ("note", False, Category.VISIT_PROFESSIONAL), ("note", True, Category.VISIT_SHARED),
        ("incident", True, Category.INCIDENTS), ("repair", False, Category.VISIT_SHARED),
    ],
)  # fmt: skip
def test_a_photo_is_as_private_as_the_words_it_stands_beside(
    beside: str, shared: bool, category: Category
) -> None:
    photo, of = uuid4(), uuid4()
    command = AttachPhoto(
        stream=attachment_of(photo, of),
        dossier=HERE,
        photo=photo,
        of=of,
        beside=beside,
        shared=shared,
        key=KEY,
    )
    attached = PhotoAttached(
        photo=photo, of=of, beside=beside, author=SARA.id, category=category, key=seal(KEY, HERE, category)
    )

    assert when(PHOTO, command, given(PHOTO), HERS) == [attached]
    assert when(PHOTO, command, given(PHOTO, attached), HERS) == []


def test_a_photo_cannot_take_the_place_of_another() -> None:
    command = AttachPhoto(stream=uuid4(), dossier=HERE, photo=uuid4(), of=uuid4(), beside="note", key=KEY)

    assert refused(PHOTO, command, given(PHOTO), HERS) == "photo.beside-something-else"


def test_other_words_for_a_goal_while_it_is_open() -> None:
    command = RewordGoal(**GOAL_HERE, person=AHMED.id, wording="Pagare tutte le bollette")
    words = seal("Pagare tutte le bollette", AHMED.id, Category.GOALS)

    assert when(GOAL, command, given(GOAL, SET), HERS) == [GoalReworded(person=AHMED.id, wording=words)]
    assert refused(GOAL, command, given(GOAL), HERS) == "goal.not-set"
