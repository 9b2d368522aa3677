"""What changed between two versions: word by word, each change as the sentence before and the sentence now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from events.pacts.clauses import AnyClause
from events.pacts.wording import Wording, worded
from frontend.pages.pact.queries import OwnRule, Version

SENTENCE = re.compile(r"(?<=[.;!?])\s+")


@dataclass(frozen=True)
class Piece:
    """Words in a row; ``changed`` are those only this side has."""

    words: str
    changed: bool


@dataclass(frozen=True)
class Change:
    """One side is empty where a clause or a rule is new or gone. ``clause`` is the id it has on the page."""

    title: str
    clause: str
    before: tuple[Piece, ...] = ()
    now: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Difference:
    """``added`` and ``dropped`` house rules stand apart: their words are opened only on the page."""

    clauses: tuple[Change, ...]
    added: tuple[OwnRule, ...]
    dropped: tuple[OwnRule, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.added or self.dropped)


def difference(before: Version, now: Version, language: str) -> Difference:
    old, new = ({rule.commitment: rule for rule in it.own_rules} for it in (before, now))
    return Difference(
        clauses=tuple(changes(before.clauses, now.clauses, language)),
        added=tuple(rule for key, rule in new.items() if key not in old),
        dropped=tuple(rule for key, rule in old.items() if key not in new),
    )


def changes(before: tuple[AnyClause, ...], now: tuple[AnyClause, ...], language: str) -> Iterator[Change]:
    old = {it.key: worded(it, language) for it in before}
    new = {it.key: worded(it, language) for it in now}
    for key in dict.fromkeys((*new, *old)):
        was, becomes = old.get(key), new.get(key)
        if was != becomes:
            yield change(key, was, becomes)


def change(key: str, before: Wording | None, now: Wording | None) -> Change:
    if before is None or now is None:
        title = before.title if before else now.title if now else key
        return Change(title, key, whole(before), whole(now))
    was, becomes = only_what_differs(before.text, now.text)
    return Change(now.title, key, *side_by_side(was, becomes))


def whole(it: Wording | None) -> tuple[Piece, ...]:
    return (Piece(it.text, True),) if it else ()


def only_what_differs(before: str, now: str) -> tuple[str, str]:
    """The sentences the other text does not have; all of it when the cut would leave one side without any."""
    old, new = SENTENCE.split(before), SENTENCE.split(now)
    was = " ".join(it for it in old if it not in new)
    becomes = " ".join(it for it in new if it not in old)
    return (was, becomes) if was and becomes else (before, now)


def side_by_side(before: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    old, new = before.split(), now.split()
    was: list[Piece] = []
    becomes: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            was.append(Piece(" ".join(old[a:b]), tag != "equal"))
        if c < d:
            becomes.append(Piece(" ".join(new[c:d]), tag != "equal"))
    return tuple(was), tuple(becomes)
