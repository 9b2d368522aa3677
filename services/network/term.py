"""Terms: what is held from one day up to another, and how such terms are added, cut and looked up."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

What = TypeVar("What", bound=Hashable)


@dataclass(frozen=True)
class Term(Generic[What]):
    """``what`` is held from ``since`` up to but not including ``until``; None is open."""

    what: What
    since: date
    until: date | None = None
    codes: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, other: "Term[Any]") -> bool:
        """Shares at least one day with ``other``."""
        start = max(self.since, other.since)
        return all(term.until is None or start < term.until for term in (self, other))


Terms = tuple[Term[What], ...]


def backwards(since: date, until: date | None) -> bool:
    return until is not None and until <= since


def clash(terms: Terms[What], new: Term[What]) -> Term[What] | None:
    """The term of the same thing that ``new`` would overlap."""
    return next((term for term in terms if term.what == new.what and term.meets(new)), None)


def held(terms: Terms[What], what: What, day: date) -> Term[What] | None:
    return next((term for term in terms if term.what == what and term.holds(day)), None)


def ended(terms: Terms[What], what: What, until: date) -> bool:
    """A term of ``what`` ends on that very day already: to end it again is to say the same."""
    return any(term.what == what and term.until == until for term in terms)


def cut(terms: Terms[What], what: What, until: date) -> Terms[What]:
    """The term in force on ``until`` ends there; without one nothing changes."""
    term = held(terms, what, until)
    return tuple(replace(one, until=until) if one is term else one for one in terms)


def covered(term: Term[Any], by: Terms[Any]) -> bool:
    """Every day of ``term`` is a day of some term in ``by``, whatever these are of."""
    reached: date | None = term.since
    for one in sorted(by, key=lambda other: other.since):
        if reached is not None and one.holds(reached):
            reached = one.until
    return reached is None or (term.until is not None and term.until <= reached)
