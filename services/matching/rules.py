"""The published rules of compatibility: what one person would find, living with the other.

Each criterion looks at all of ``mine`` but only at the habits of ``theirs``, never at their wishes or vetoes:
so an explanation tells nobody what the other cannot stand. It answers with a veto, a score from −2 to +2, or
with "we do not know", which is never counted for or against. The numbers only sort.
"""

from collections.abc import Callable
from dataclasses import dataclass

from events.matching.explanation import Explanation, Finding
from events.matching.profile import Profile, Veto, Wish

EDITION = "compatibility-2026-1"

Look = Callable[[Profile, Profile], Finding]


@dataclass(frozen=True)
class Criterion:
    code: str
    look: Look


def explain(mine: Profile, theirs: Profile) -> Explanation:
    return Explanation(findings=tuple(criterion.look(mine, theirs) for criterion in CRITERIA))


def smoking(mine: Profile, theirs: Profile) -> Finding:
    if theirs.smoking is None:
        return unknown("smoking")
    if theirs.smoking == "yes" and "smoking" in mine.vetoes:
        return veto("smoking", theirs.smoking)
    if mine.smoking is None:
        return unknown("smoking")
    suits = theirs.smoking in ("no", mine.smoking)
    return wish("smoking", 1 if suits else -1, theirs=theirs.smoking)


def pets(mine: Profile, theirs: Profile) -> Finding:
    if theirs.pets is None:
        return unknown("pets")
    if theirs.pets == "some" and "pets" in mine.vetoes:
        return veto("pets", theirs.pets)
    if mine.pets is None:
        return unknown("pets")
    return wish("pets", 1 if mine.pets == theirs.pets else 0, theirs=theirs.pets)


def guests(mine: Profile, theirs: Profile) -> Finding:
    if theirs.guests is None:
        return unknown("guests")
    if theirs.guests == "often" and "frequent-guests" in mine.vetoes:
        return veto("guests", theirs.guests)
    if {"few-guests", "many-guests"} & set(mine.wishes):
        return wish("guests", guests_wished(mine, theirs.guests), theirs=theirs.guests)
    if mine.guests is None:
        return unknown("guests")
    return wish("guests", 1 if mine.guests == theirs.guests else 0, theirs=theirs.guests)


def guests_wished(mine: Profile, theirs: str) -> int:
    """Someone who wishes for many and for few has wished for neither."""
    many = {"rarely": -2, "sometimes": 0, "often": 2}[theirs]
    return ("many-guests" in mine.wishes) * many - ("few-guests" in mine.wishes) * many


def rhythm(mine: Profile, theirs: Profile) -> Finding:
    if theirs.rhythm is None:
        return unknown("rhythm")
    if theirs.rhythm == "late" and "night-hours" in mine.vetoes:
        return veto("rhythm", theirs.rhythm)
    if mine.rhythm is None:
        return unknown("rhythm")
    base = 1 if mine.rhythm == theirs.rhythm else -1
    return wish("rhythm", weighed(base, "same-rhythm", mine), theirs=theirs.rhythm)


def quiet(mine: Profile, theirs: Profile) -> Finding:
    return near("quiet", mine.quiet, theirs.quiet, "quiet-home", mine)


def tidiness(mine: Profile, theirs: Profile) -> Finding:
    return near("tidiness", mine.tidiness, theirs.tidiness, "tidy-home", mine)


def languages(mine: Profile, theirs: Profile) -> Finding:
    if not mine.languages or not theirs.languages:
        return unknown("languages")
    shared = [language for language in mine.languages if language in theirs.languages]
    score = weighed(1 if shared else -1, "common-language", mine)
    return wish("languages", score, theirs=" ".join(sorted(set(shared))) or "none")


def near(code: str, mine: int | None, theirs: int | None, wished: Wish, me: Profile) -> Finding:
    """On a scale from 1 to 5: close is well, three steps apart is not."""
    if mine is None or theirs is None:
        return unknown(code)
    apart = abs(mine - theirs)
    base = 1 if apart <= 1 else (0 if apart == 2 else -1)
    return wish(code, weighed(base, wished, me), theirs=str(theirs))


def weighed(base: int, wished: Wish, mine: Profile) -> int:
    """What was wished for counts double."""
    return base * 2 if wished in mine.wishes else base


def veto(code: str, theirs: str) -> Finding:
    return Finding(criterion=code, kind="veto", sentence=f"{code}.veto", parameters={"theirs": theirs})


def unknown(code: str) -> Finding:
    return Finding(criterion=code, kind="unknown", sentence=f"{code}.unknown")


def wish(code: str, score: int, theirs: str) -> Finding:
    tone = "well" if score > 0 else ("hard" if score < 0 else "even")
    return Finding(
        criterion=code, kind="wish", sentence=f"{code}.{tone}", score=score, parameters={"theirs": theirs}
    )


CRITERIA = (
    Criterion("smoking", smoking),
    Criterion("pets", pets),
    Criterion("guests", guests),
    Criterion("rhythm", rhythm),
    Criterion("quiet", quiet),
    Criterion("tidiness", tidiness),
    Criterion("languages", languages),
)

VETOES: dict[Veto, str] = {
    "smoking": "smoking",
    "pets": "pets",
    "frequent-guests": "guests",
    "night-hours": "rhythm",
}
"""Each veto someone may state → the criterion that honours it."""
