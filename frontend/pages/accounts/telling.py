"""Figures in words: what each is called, its unit, and what stands behind it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from events.network.figures import COSTS, Counted
from frontend import moments
from frontend.i18n import gettext, ngettext

SLUGS = {
    "convivenze": ("cohabitations",),
    "visite": ("visits",),
    "ore": ("minutes",),
    "notti": ("nights",),
    "spese": COSTS,
    **{f"spese-{name[-1]}": (name,) for name in COSTS},
}
"""What stands in an address → the figures it opens."""

MAIN = ("convivenze", "visite", "ore", "notti", "spese")
WHOLE = 100


@dataclass(frozen=True)
class Figure:
    """``items`` are all there is behind ``hundredths``, and add up to it."""

    slug: str
    items: tuple[Counted, ...]

    @property
    def hundredths(self) -> int:
        return sum(it.hundredths for it in self.items)

    @property
    def facts(self) -> int:
        return len({event for it in self.items for event in it.facts})

    @property
    def late(self) -> int:
        return sum(it.late for it in self.items)

    @property
    def corrected(self) -> int:
        return sum(it.corrected for it in self.items)

    @property
    def amount(self) -> str:
        return amount(SLUGS[self.slug][0], self.hundredths)

    @property
    def name(self) -> str:
        return names()[self.slug]


def figure(items: Iterable[Counted], slug: str) -> Figure:
    return Figure(slug, tuple(it for it in items if it.figure in SLUGS[slug]))


def names() -> dict[str, str]:
    return {
        "convivenze": gettext("convivenze"),
        "visite": gettext("visite"),
        "ore": gettext("di accompagnamento"),
        "notti": gettext("notti"),
        "spese": gettext("di spese"),
        "spese-a": gettext("spese, lettera a"),
        "spese-b": gettext("spese, lettera b"),
        "spese-c": gettext("spese, lettera c"),
        "spese-d": gettext("spese, lettera d"),
        "spese-e": gettext("spese, lettera e"),
    }


def codes() -> dict[str, str]:
    """What the law funds (L. 112/2016, DM 23/11/2016, art. 5 c. 4), in few words."""
    return {
        "cost-a": gettext("uscire dalla famiglia o da un istituto"),
        "cost-b": gettext("sostegno nella casa"),
        "cost-c": gettext("consapevolezza, competenze, inclusione"),
        "cost-d": gettext("nuove soluzioni per abitare"),
        "cost-e": gettext("soggiorni temporanei"),
    }


def amount(figure: str, hundredths: int) -> str:
    if figure in COSTS:
        return moments.euro(hundredths)
    if figure == "minutes":
        return hours(hundredths)
    return moments.number(hundredths / WHOLE)


def hours(hundredths: int) -> str:
    """Hours and minutes; a share may leave a part of a minute, and it is not rounded away."""
    whole, rest = divmod(hundredths, 60 * WHOLE)
    told = ngettext("%(num)s ora", "%(num)s ore", whole) % {"num": moments.number(whole)}
    if not rest:
        return told
    left = gettext("%(num)s min") % {"num": moments.number(rest / WHOLE)}
    return f"{told} {left}" if whole else left


def day_of(it: Counted) -> date:
    return date.fromisoformat(it.day)


def by_month(items: Iterable[Counted]) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for it in items:
        found[day_of(it).replace(day=1)] += it.hundredths
    return dict(sorted(found.items()))
