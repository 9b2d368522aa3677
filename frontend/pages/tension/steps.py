"""Where one person is in it: one thing to do at a time."""

from datetime import date, datetime
from sqlite3 import Connection
from typing import Literal
from uuid import UUID

from frontend.i18n import gettext
from frontend.pages.tension.queries import Rule, Talk, talk
from frontend.reader import Reader
from frontend.scope.queries import members_of

Step = Literal[
    "begin", "tell", "waiting", "cooling", "choose", "answer", "proposed", "trial", "rate", "rated"
]
PLACE: dict[Step, int] = {
    "tell": 1, "waiting": 1, "cooling": 2, "choose": 3, "answer": 3, "proposed": 3, "trial": 4, "rate": 5, "rated": 5,
}  # fmt: skip


def labels() -> list[str]:
    return [
        gettext("La tua parte"), gettext("Ci si dorme sopra"), gettext("Una regola"), gettext("Si prova"),
        gettext("Com’è andata"),
    ]  # fmt: skip


def step(talk: Talk | None, me: UUID, there: frozenset[UUID], now: datetime, day: date) -> Step:
    """``there``: who lives there today; whoever has moved out is not waited for."""
    if talk is None or talk.closed or me not in talk.people:
        return "begin"
    if talk.rule and talk.rule.state == "agreed":
        return trying(talk.rule, me, day)
    if me not in talk.told and not talk.met:
        return "tell"
    if not talk.met and not (frozenset(talk.people) & there) <= talk.told:
        return "waiting"
    if not talk.met and talk.cools and now < talk.cools:
        return "cooling"
    return choosing(talk.rule, me)


def trying(rule: Rule, me: UUID, day: date) -> Step:
    if rule.review is None or day < rule.review:
        return "trial"
    return "rated" if me in rule.rated else "rate"


def choosing(rule: Rule | None, me: UUID) -> Step:
    if rule is None or rule.state != "proposed":
        return "choose"
    return "proposed" if me in rule.yes else "answer"


def waiting(db: Connection, reader: Reader, home: UUID, now: datetime) -> Step | None:
    """What the notebook says on its first page: what waits for this person, not what only has to pass."""
    there = frozenset(members_of(db, home, reader.day))
    found = step(talk(db, home), reader.person, there, now, reader.day)
    return found if found in ("tell", "choose", "answer", "rate") else None
