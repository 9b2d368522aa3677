"""The pages that can be rewound, each the very one of its folder, and whose eyes it may be read through."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from litestar import Response
from litestar.exceptions import NotFoundException

from events.category import Category
from frontend.asked import Asked
from frontend.i18n import N_
from frontend.pages.case import views as case
from frontend.pages.home import views as home
from frontend.pages.own_goals import views as own_goals
from frontend.pages.pact import views as pact
from frontend.pages.turns import views as turns
from frontend.pages.visit import page as visit
from frontend.pages.visits import views as visits
from frontend.pages.wellbeing import views as wellbeing
from frontend.reader import Reader


@dataclass(frozen=True)
class Asking:
    """What a page of then is asked: by whom, of which case, and for one ``visit`` of it."""

    request: Asked
    reader: Reader
    case: UUID
    visit: UUID | None = None

    def number(self, name: str) -> int | None:
        text = self.request.query_params.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 6 else None

    def day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.request.query_params.get(name, ""))
        except ValueError:
            return None


Make = Callable[[Asking], Awaitable[Response[Any]]]


@dataclass(frozen=True)
class Sheet:
    """``can`` is the page's own permission. ``personal``: made for one person, so nobody else of today reads it but
    who may read every fact of the case; ``shows`` is the category whose facts stand on it in clear.
    """

    key: str
    title: str
    can: str
    path: str
    make: Make
    personal: bool = False
    shows: Category | None = None

    def address(self, case: UUID) -> str:
        return self.path.format(case=case)


def read_visit(it: Asking) -> Awaitable[Response[Any]]:
    if it.visit is None:
        raise NotFoundException
    return visit.page(it.request, it.reader, db(it), it.visit, None, None)


def read_pact(it: Asking) -> Awaitable[Response[Any]]:
    words = it.request.query_params.get("lettura")
    chosen: Any = words if words in ("facile", "intero") else None
    return pact.page(it.request, it.reader, db(it), it.case, None, it.number("versione"), chosen)


def db(it: Asking) -> Any:
    return it.reader.db


SHEETS = (
    Sheet("caso", N_("Il caso"), "case.read", "/casi/{case}",
          lambda it: case.read.fn(it.request, it.reader, db(it), it.case)),
    Sheet("casa", N_("La casa"), "duties.change", "/casa",
          lambda it: home.page(it.request, it.reader, db(it)), personal=True, shows=Category.DUTIES),
    Sheet("patto", N_("Il patto"), "pact.read", "/patto/{case}", read_pact),
    Sheet("visite", N_("Le visite"), "visit.plan", "/convivenze/{case}/visite",
          lambda it: visits.page(it.request, it.reader, db(it), it.case, None)),
    Sheet("visita", N_("Una visita"), "visit.read", "/visite/{visit}", read_visit),
    Sheet("turni", N_("I turni"), "duties.change", "/turni",
          lambda it: turns.page(it.request, it.reader, db(it), it.day("settimana")),
          personal=True, shows=Category.DUTIES),
    Sheet("obiettivi", N_("Gli obiettivi"), "goal.choose", "/obiettivi",
          lambda it: own_goals.page(it.request, it.reader, db(it), None), personal=True),
    Sheet("andamento", N_("Come va"), "wellbeing.read", "/andamento",
          lambda it: wellbeing.page(it.request, it.reader, db(it), None, None), personal=True),
)  # fmt: skip


def sheet(key: str) -> Sheet | None:
    return next((it for it in SHEETS if it.key == key), None)


def leading(case: UUID, address: str) -> dict[str, str] | None:
    """The address of a page of then, as what to ask the rewound page for; None if it is no page of the case."""
    path, _, rest = address.partition("#")[0].partition("?")
    query = dict(parse_qsl(rest))
    if path.startswith("/visite/") and path.count("/") == 2:
        return {"pagina": "visita", "it": path.rpartition("/")[2], **query}
    found = next((it for it in SHEETS if "{visit}" not in it.path and it.address(case) == path), None)
    return {"pagina": found.key, **query} if found else None


def asked_for(params: dict[str, str]) -> bytes:
    """The query of the inner page: all that is not ours."""
    return urlencode({key: it for key, it in params.items() if key not in OURS}).encode()


OURS = frozenset({"fino", "giorno", "lente", "vista", "pagina", "it", "fatto", "lingua"})
