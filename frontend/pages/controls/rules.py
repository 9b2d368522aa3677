"""Each rule checked on its facts: how often it was looked at, where it did not hold, what was authorised."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from frontend.pages.accounts.period import Period
from frontend.pages.controls.queries import Facts
from frontend.pages.controls.spans import Lasting, Peak, peak, residences, shares, uncovered

YOUTH_LIMIT = 2
UNIT_LIMIT = 5
WHOLE = 100


@dataclass(frozen=True)
class Looked:
    """One case of a rule: ``value`` where ``limit`` was allowed, first reached on ``since``."""

    where: str
    value: int
    limit: int
    since: str
    facts: tuple[str, ...]

    @property
    def broken(self) -> bool:
        return self.value > self.limit


@dataclass(frozen=True)
class Checked:
    """``rule`` is its code; nothing in ``looked`` means that no fact of these days is about it."""

    rule: str
    looked: tuple[Looked, ...]

    @property
    def broken(self) -> tuple[Looked, ...]:
        return tuple(it for it in self.looked if it.broken)


def checked(facts: Facts, period: Period) -> tuple[Checked, ...]:
    first, until = str(period.since), str(period.until)
    return (
        Checked("people", tuple(people(facts, first, until))),
        Checked("one-home", tuple(one_home(facts, first, until))),
        Checked("shares", tuple(whole(facts, first, until))),
        Checked("cover", tuple(cover(facts, first, until))),
        Checked("operator", tuple(operator(facts, first, until))),
    )


def people(facts: Facts, first: str, until: str) -> Iterator[Looked]:
    """I1 and I3: two in a youth home, never more than its places, never more than five in a unit."""
    homes = by(residences(facts), lambda it: it.where)
    for formed in facts.get("CohabitationFormed", ()):
        youth = formed.fact["solution_type"] == "youth"
        limit = min(formed.fact["places"], YOUTH_LIMIT if youth else UNIT_LIMIT)
        most = peak(homes.get(formed.dossier, ()), first, until)
        if most.weight:
            yield looked(formed.dossier, most, limit, formed.event)


def one_home(facts: Facts, first: str, until: str) -> Iterator[Looked]:
    """I2: nobody lives in two places on the same day."""
    for who, lived in by(residences(facts), lambda it: it.who).items():
        most = peak(lived, first, until)
        if most.weight:
            yield looked(who, most, 1)


def whole(facts: Facts, first: str, until: str) -> Iterator[Looked]:
    """I26: what goes to all lines together is never more than all of it, on any day and for any piece of work."""
    for where, given in by(shares(facts), lambda it: it.where).items():
        yield looked(where, peak(given, first, until), WHOLE)
    alone: dict[str, dict[str, tuple[int, str, str]]] = defaultdict(dict)
    for it in facts.get("EffortAttributed", ()):
        if first <= it.fact["on"] < until:
            alone[it.fact["effort"]][it.fact["line"]] = (it.fact["share"], it.event, it.dossier)
    for given_alone in alone.values():
        parts = list(given_alone.values())
        most = Peak(sum(part[0] for part in parts), "", tuple(part[1] for part in parts))
        yield looked(parts[0][2], most, WHOLE)


def cover(facts: Facts, first: str, until: str) -> Iterator[Looked]:
    """I6: from arriving to leaving, every hour of a stay for relief has somebody who answers for it."""
    relief = {it.dossier for it in facts.get("BookOpened", ()) if it.fact["type"] == "respite"}
    left = {it.fact["stay"]: it for it in facts.get("CheckedOut", ())}
    for came in facts.get("CheckedIn", ()):
        gone = left.get(came.fact["stay"])
        if came.dossier in relief and gone and came.day < until and first <= gone.day:
            hole = uncovered(came.at, gone.at, covers(facts, came.fact["stay"]))
            yield Looked(came.dossier, int(hole is not None), 0, (hole or "")[:10], (came.event, gone.event))


def covers(facts: Facts, stay: str) -> Iterator[tuple[str, str]]:
    lost = [it.fact for it in facts.get("CoverageLost", ()) if it.fact["stay"] == stay]
    for it in facts.get("CoverageAttached", ()):
        if it.fact["stay"] == stay:
            parts = [(iso(it.fact["since"]), iso(it.fact["until"]))]
            for hole in lost:
                parts = [
                    left for part in parts for left in without(part, iso(hole["since"]), iso(hole["until"]))
                ]
            yield from parts


def iso(instant: str) -> str:
    """As `datetime.isoformat` writes it, so that instants of facts and of records compare as text."""
    return instant.replace("Z", "+00:00")


def without(part: tuple[str, str], since: str, until: str) -> Iterator[tuple[str, str]]:
    for one in ((part[0], min(part[1], since)), (max(part[0], until), part[1])):
        if one[0] < one[1]:
            yield one


def operator(facts: Facts, first: str, until: str) -> Iterator[Looked]:
    """I7: on every day of a stay for practising somebody is placed who is there."""
    gyms = {it.dossier for it in facts.get("BookOpened", ()) if it.fact["type"] == "gym"}
    left = {it.fact["stay"]: it for it in facts.get("CheckedOut", ())}
    for came in facts.get("CheckedIn", ()):
        gone = left.get(came.fact["stay"])
        if came.dossier in gyms and gone and came.day < until and first <= gone.fact["on"]:
            placed = [it for it in facts.get("OperatorPlaced", ()) if it.fact["stay"] == came.fact["stay"]]
            days = {day for it in placed for day in it.fact["days"]}
            missing = [day for day in days_between(came.day, gone.fact["on"]) if day not in days]
            events = (came.event, gone.event, *(it.event for it in placed))
            yield Looked(came.dossier, len(missing), 0, missing[0] if missing else "", events)


def days_between(first: str, until: str) -> list[str]:
    begin, end = date.fromisoformat(first), date.fromisoformat(until)
    return [str(begin + timedelta(days=n)) for n in range((end - begin).days)]


def looked(where: str, most: Peak, limit: int, *events: str) -> Looked:
    return Looked(where, most.weight, limit, most.since, (*events, *most.facts))


def by(lasting: Iterable[Lasting], key: Callable[[Lasting], str]) -> dict[str, list[Lasting]]:
    found: dict[str, list[Lasting]] = defaultdict(list)
    for it in lasting:
        found[key(it)].append(it)
    return found
