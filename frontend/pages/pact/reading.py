"""What one reader is shown of a pact: which version, in which words, and what it still waits for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from events.pacts.clauses import AnyClause
from events.pacts.content import Party
from events.pacts.wording import worded
from events.role import Role
from frontend.i18n import LOCALE
from frontend.pages.pact.changes import Difference, difference
from frontend.pages.pact.effects import effect
from frontend.pages.pact.queries import Pact, Version
from frontend.pages.pact.teach_back import PICTURES, questions
from frontend.reader import Reader

Words = Literal["facile", "intero"]
BODIES = ("guarantor", "owner")


@dataclass(frozen=True)
class Article:
    """A clause in both versions, with what it sets in motion."""

    id: str
    title: str
    text: str
    easy: tuple[str, ...]
    effect: str | None


def articles(clauses: tuple[AnyClause, ...]) -> list[Article]:
    return [article(it) for it in clauses]


def article(it: AnyClause) -> Article:
    words = worded(it, LOCALE.get())
    return Article(it.key, words.title, words.text, words.easy, effect(it))


def version_for(pact: Pact, number: int | None, day: date) -> Version | None:
    """The one asked for; else the one that waits, else the one that holds, else the last."""
    if number is not None:
        return pact.version(number)
    return pact.waiting or pact.holding(day) or pact.latest


def seen_by(reader: Reader, pact: Pact) -> Pact:
    """All of it for who lives there or accompanies; for who moved out, or never moved in, what they were part of."""
    if reader.may("home.read", pact.home):
        return pact
    return replace(
        pact,
        versions=tuple(it for it in pact.versions if it.party(reader.person)),
        notices=tuple(it for it in pact.notices if it.party == reader.person),
    )


def mine_to_sign(reader: Reader, pact: Pact, it: Version) -> list[Party]:
    """One's own signature; bodies sign through the coordinator."""
    if it != pact.waiting:
        return []
    body = Role.COORDINATOR in reader.roles
    return [one for one in it.unsigned if one.id == reader.person or (body and one.kind in BODIES)]


def to_explain(it: Version) -> list[Party]:
    """Whom the operator still has to go through it with, those who asked for the easy version first."""
    persons = [one for one in it.parties if one.kind not in BODIES and one.id not in it.told_back]
    return sorted(persons, key=lambda one: not one.easy)


def reading(reader: Reader, pact: Pact, it: Version, chosen: Words | None) -> dict[str, Any]:
    before = pact.before(it)
    party = it.party(reader.person)
    asking = it == pact.waiting
    return {
        "it": it,
        "articles": articles(it.clauses),
        "pictures": PICTURES,
        "questions": questions(it.clauses),
        "words": chosen or ("facile" if reader.simple or (party and party.easy) else "intero"),
        "before": before,
        "changed": difference(before, it, LOCALE.get()) if before else Difference((), (), ()),
        "to_sign": mine_to_sign(reader, pact, it),
        "to_explain": to_explain(it) if asking and reader.may("pact.draft", pact.home) else [],
        "asking": asking,
        "holds": pact.holding(reader.day) == it,
        "may_leave": may_leave(reader, pact),
    }


def may_leave(reader: Reader, pact: Pact) -> bool:
    now = pact.holding(reader.day)
    party = now.party(reader.person) if now else None
    return bool(party and party.kind == "member" and not pact.notice(reader.person))


def short(hash: str) -> str:
    """The beginning of a fingerprint, in groups that can be read aloud."""
    return " ".join(hash[at : at + 4] for at in (0, 4, 8))


def home_with_pact(reader: Reader) -> UUID | None:
    """Where they live, else where they are about to."""
    return next(iter((*reader.homes, *reader.over("subject"))), None)
