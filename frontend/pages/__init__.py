"""One folder = one page; a page exists by its line here."""

from importlib import import_module
from types import ModuleType
from typing import Any

from frontend.photos.projection import projection as photos
from frontend.projecting import Projection
from frontend.reading import projection as reading
from frontend.scope.decrees import projection as decrees
from frontend.scope.hands import projection as hands
from frontend.scope.persons import projection as persons
from frontend.scope.pins import projection as pins
from frontend.scope.projection import projection as scope
from frontend.scope.withheld import projection as withheld

PAGES: tuple[str, ...] = (
    "about",
    "access",
    "accounts",
    "acting",
    "application",
    "applications",
    "appointment",
    "call",
    "calls",
    "case",
    "caught",
    "closing",
    "comparison",
    "confirm",
    "disposal",
    "door",
    "expenses",
    "controls",
    "desk",
    "file",
    "findings",
    "funding",
    "glass",
    "goals",
    "guide",
    "health",
    "home",
    "homes",
    "looks",
    "how_i_am",
    "i_ask_for_help",
    "i_did",
    "if_tomorrow",
    "incident",
    "install",
    "invitation",
    "life_project",
    "matching",
    "needs",
    "my_day",
    "my_project",
    "network",
    "nights",
    "notices",
    "observatory",
    "orientation",
    "outside_login",
    "overview",
    "own_data",
    "own_goals",
    "pact",
    "partners",
    "pin",
    "plan",
    "powers",
    "problem",
    "profile",
    "proposal",
    "recovery",
    "rewind",
    "sendings",
    "shares",
    "sign_in",
    "stable_home",
    "stays",
    "stile",
    "tablet",
    "tension",
    "three_voices",
    "today",
    "training",
    "turns",
    "verify",
    "visit",
    "visits",
    "wellbeing",
)


def projections() -> tuple[Projection, ...]:
    """The central ones first, then those of the pages that have one."""
    found = (getattr(module, "projection", None) for module in modules("projection"))
    return (
        scope,
        persons,
        hands,
        decrees,
        pins,
        withheld,
        reading,
        photos,
        *(each for each in found if each),
    )


def handlers() -> list[Any]:
    """Litestar route handlers of all pages."""
    return [handler for module in modules("views") for handler in module.handlers]


def modules(name: str) -> list[ModuleType]:
    return [found for page in PAGES if (found := of_page(page, name))]


def of_page(page: str, name: str) -> ModuleType | None:
    full = f"frontend.pages.{page}.{name}"
    try:
        return import_module(full)
    except ModuleNotFoundError as error:
        if error.name != full:
            raise
        return None
