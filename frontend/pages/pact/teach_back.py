"""What each clause is shown with, and the questions by which somebody tells a pact back in their own words."""

from dataclasses import dataclass

from events.pacts.clauses import AnyClause
from events.pacts.wording import worded
from frontend.i18n import LOCALE, gettext

PICTURES = {
    "parties": "sign", "rooms": "room", "contribution": "money", "mutual-help": "with-help", "quiet": "quiet",
    "guests": "guests", "absences": "away", "privacy": "secret", "cleaning": "cleaned", "repairs": "repair",
    "keys": "key", "trial": "trial", "notice": "leave", "mediation": "talk", "review": "review",
    "handover": "home", "no-paid-care": "no-care", "safety": "safety",
}  # fmt: skip
"""Clause → pictogram: the same picture for the same idea, here and on the person's other pages."""


@dataclass(frozen=True)
class Question:
    """``answer``: what the easy version says, for whoever listens."""

    picture: str
    words: str
    answer: tuple[str, ...]


def questions(clauses: tuple[AnyClause, ...]) -> list[Question]:
    """Few, and about what changes a life here: money, work, guests, whom to call, the way out."""
    asked, there = words(), {it.key: it for it in clauses}
    return [
        Question(PICTURES[key], asked[key], worded(there[key], LOCALE.get()).easy)
        for key in asked
        if key in there
    ]


def words() -> dict[str, str]:
    return {
        "contribution": gettext("Quando paghi la tua parte?"),
        "cleaning": gettext("Che lavori fai in casa?"),
        "guests": gettext("Fino a che ora può restare un amico?"),
        "mediation": gettext("Chi chiami se qualcosa non va?"),
        "notice": gettext("Che cosa fai se vuoi andare via?"),
    }
