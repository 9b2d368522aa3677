"""The four questions, one at a time: each tap is a link that carries the answers so far. Nothing is kept of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import get_args
from urllib.parse import urlencode
from uuid import UUID

from events.network.guide import Need, When, Whom
from frontend.forms import identity
from frontend.i18n import gettext
from frontend.labels import label
from frontend.pages.network.queries import districts
from frontend.pages.orientation.choosing import Answers

ASKED = ("serve", "chi", "quando", "dove")
ANYWHERE = "ovunque"
CODES = {
    "serve": ("need", get_args(Need)),
    "chi": ("whom", get_args(Whom)),
    "quando": ("when", get_args(When)),
}


@dataclass(frozen=True)
class Question:
    """``choices``: the address each answer leads to, and its words. ``back`` None: it is the first."""

    name: str
    number: int
    words: str
    choices: tuple[tuple[str, str], ...]
    back: str | None


def given(db: Connection, query: Mapping[str, str]) -> dict[str, str]:
    """The answers in the address, up to the first that is none."""
    answers: dict[str, str] = {}
    for name in ASKED:
        said = query.get(name, "")
        if said not in (value for value, _ in choices(db, name)):
            break
        answers[name] = said
    return answers


def choices(db: Connection, name: str) -> list[tuple[str, str]]:
    if name == "dove":
        return [*((str(it.id), it.name) for it in districts(db)), (ANYWHERE, gettext("In tutta la città"))]
    field, values = CODES[name]
    return [(value, label("network", field, value)) for value in values]


def question(db: Connection, answers: Mapping[str, str], contact: UUID | None) -> Question | None:
    """The next one; None once all four are answered."""
    if len(answers) == len(ASKED):
        return None
    name = ASKED[len(answers)]
    led = tuple((address({**answers, name: value}, contact), said) for value, said in choices(db, name))
    before = dict(list(answers.items())[:-1])
    back = address(before, contact) if answers else None
    return Question(name, len(answers) + 1, words(name), led, back)


def address(answers: Mapping[str, str], contact: UUID | None) -> str:
    query = {**answers, **({"contatto": str(contact)} if contact else {})}
    return f"/orienta?{urlencode(query)}" if query else "/orienta"


def words(name: str) -> str:
    return {
        "serve": gettext("Che cosa serve?"),
        "chi": gettext("Per chi è?"),
        "quando": gettext("Entro quando?"),
        "dove": gettext("Dove?"),
    }[name]


def understood(answers: Mapping[str, str], language: str) -> Answers:
    """All four answers as the rule knows them."""
    return Answers(answers["serve"], answers["chi"], answers["quando"], identity(answers["dove"]), language)
