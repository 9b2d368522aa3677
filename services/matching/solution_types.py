"""Which solution a home may host: numbers with the place they come from, so that an act can change them."""

from dataclasses import dataclass

EDITION = "solution-types-2026-1"


@dataclass(frozen=True)
class TypeRule:
    """How many places a home of this type may have. ``None`` means the sources set no limit."""

    fewest: int
    most: int | None
    source: str


RULES: dict[str, TypeRule] = {
    "youth": TypeRule(1, 2, "Co.Mix, Lucca 2022-23: «coabitazioni tra due giovani»"),
    "stable": TypeRule(1, 5, "DM 23/11/2016: five people at most in each unit"),
    "gym": TypeRule(1, 5, "DM 23/11/2016: five people at most in each unit"),
    "respite": TypeRule(1, 2, "DM 23/11/2016: two respite or emergency places at most in a structure"),
    "mutual-aid": TypeRule(2, 5, "Co.Mix: a person and a companion at least; DM 23/11/2016: five at most"),
}


def allows(solution_type: str, places: int) -> bool:
    rule = RULES[solution_type]
    return rule.fewest <= places and (rule.most is None or places <= rule.most)
