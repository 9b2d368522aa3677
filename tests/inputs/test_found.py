"""What generated requests found, kept so that it stays mended: each answered 500 once."""

import pytest

from deploy.demo.story.funding import LINE
from deploy.demo.story.listening import entry_id
from frontend.ids import uuid7
from frontend.pages.own_data.printing import SQUARE, printed, squared, unprintable
from tests.people import AHMED, GIULIA, MARTA, Person
from tests.system.bad_forms import GOAL, encoded
from tests.system.house import House
from tests.system.posted import Hands, post

ID = str(uuid7())
TWICE = [
    (GIULIA, "/turni/scambi", {"turn": [ID, ID]}), (AHMED, "/chi-ha-visto/domande", {"look": [ID, ID]}),
    (MARTA, f"/guida/{entry_id('affitto')}/chiamate", {"result": ["right", "right"]}),
]  # fmt: skip


@pytest.mark.parametrize(("who", "action", "fields"), TWICE, ids=[it[1] for it in TWICE])
def test_a_field_that_came_twice_is_shown_again_once(
    hands: Hands, who: Person, action: str, fields: dict[str, list[str]]
) -> None:
    token = GOAL.open(hands[AHMED])[1]["_csrf_token"] if who is AHMED else token_of(hands, who)

    answer = post(hands[who], action, encoded({"_csrf_token": token, **fields}))

    assert answer.status_code in (404, 422)


def token_of(hands: Hands, who: Person) -> str:
    return hands[who].get("/avviso").text.partition('x-csrftoken": "')[2].partition('"')[0]


def test_a_place_that_only_looks_like_one_is_named_at_its_field(hands: Hands) -> None:
    fields = {"_csrf_token": token_of(hands, MARTA), "place": "home/" + "-" * 36, "share": "50"}

    answer = post(hands[MARTA], f"/linee/{LINE}/quote", encoded(fields))

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "path", ["/static/%00/%00", "/static/vendor/%00", "/static/%00", "/static/img/%E2%80%8B"]
)
def test_a_file_nobody_could_name_is_not_there(demo: House, hands: Hands, path: str) -> None:
    assert hands[AHMED].get(path).status_code == 404


def page(words: str) -> dict[str, object]:
    entry = {"day": "1", "text": "Ahmed scrive", "words": [words]}
    return {"lang": "it", "title": "t", "lead": "l", "mark": "m", "none": "n", "entries": [entry]}


@pytest.mark.parametrize(
    "words", ["che bello 🏠", "中文 \x01", "👩\u200d👧", "\x00 \x1b[0m \ufffe \U0010ffff"]
)
def test_a_sign_no_font_has_is_a_square_on_paper(words: str) -> None:
    assert printed(page(words)).startswith(b"%PDF")


def test_what_the_printer_names_is_what_is_left_out() -> None:
    said = 'error: the text `"\\u{1f3e0}"` could not be displayed\nerror: the text `"中"` could not be displayed with'

    assert unprintable(said) == {"🏠", "中"}
    assert squared(page("a 中 b"), {"中"}) == page(f"a {SQUARE} b")
