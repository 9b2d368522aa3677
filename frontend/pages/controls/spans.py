"""Times that something lasted, and how many of them go on at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from frontend.pages.controls.queries import Facts, Said

OPEN = "9999-12-31"


@dataclass(frozen=True)
class Lasting:
    """From ``since`` up to but not including ``until`` (ISO), ``weight`` each; ``facts`` say so."""

    who: str
    where: str
    since: str
    until: str
    facts: tuple[str, ...]
    weight: int = 1

    def cut(self, until: str, fact: Said) -> "Lasting":
        return replace(self, until=until, facts=(*self.facts, fact.event))

    def holds(self, moment: str) -> bool:
        return self.since <= moment < self.until


@dataclass(frozen=True)
class Peak:
    weight: int
    since: str
    facts: tuple[str, ...]


def residences(facts: Facts) -> list[Lasting]:
    found = [
        Lasting(it.fact["person"], it.dossier, it.fact["since"], OPEN, (it.event,))
        for it in facts.get("MemberJoined", ())
    ]
    for left in facts.get("MemberLeft", ()):
        who, until = left.fact["person"], left.fact["until"]
        found = [
            each.cut(until, left)
            if (each.who, each.where) == (who, left.dossier) and each.holds(until)
            else each
            for each in found
        ]
    return found


def shares(facts: Facts) -> list[Lasting]:
    """What goes to any line, per cent, of each place."""
    found = [
        Lasting(
            it.fact["line"], it.dossier, it.fact["since"], it.fact["until"], (it.event,), it.fact["share"]
        )
        for it in facts.get("PlaceAttributed", ())
    ]
    for ended in facts.get("AttributionEnded", ()):
        line, until = ended.fact["line"], ended.fact["until"]
        found = [
            each.cut(until, ended)
            if (each.who, each.where) == (line, ended.dossier) and each.holds(until)
            else each
            for each in found
        ]
    return found


def peak(lasting: Iterable[Lasting], first: str, until: str) -> Peak:
    """The most there was at once from ``first`` up to but not including ``until``, and which facts made it so."""
    every = [it for it in lasting if it.since < until and first < it.until and it.since < it.until]
    moments = {max(it.since, first) for it in every}
    most = Peak(0, first, ())
    for moment in sorted(moments):
        there = [it for it in every if it.holds(moment)]
        if (weight := sum(it.weight for it in there)) > most.weight:
            most = Peak(weight, moment, tuple(event for it in there for event in it.facts))
    return most


def uncovered(first: str, until: str, covers: Iterable[tuple[str, str]]) -> str | None:
    """The first instant (ISO, UTC) nobody answers for."""
    reached = first
    for since, end in sorted(covers):
        if since <= reached < end:
            reached = end
    return reached if reached < until else None
