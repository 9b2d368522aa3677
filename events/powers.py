"""What each power of a decree opens for who acts by it: what its own acts need to be read, and nothing more."""

from events.category import Category

OPENS: dict[str, tuple[Category, ...]] = {
    "apply": (Category.IDENTITY, Category.APPLICATION),
    "sign-pact": (Category.IDENTITY, Category.PACT),
    "share": (Category.IDENTITY,),
    "housing": (Category.IDENTITY, Category.MATCH),
    "money": (Category.IDENTITY,),
    "health": (Category.IDENTITY,),
    "life-project": (Category.IDENTITY,),
}
"""Power → categories. Money, health and life project have no page yet on which one acts for another."""


def opened_by(powers: frozenset[str]) -> frozenset[Category]:
    return frozenset(category for power in powers for category in OPENS.get(power, ()))
