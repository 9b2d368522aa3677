"""GET /osservatorio: numbers; GET /osservatorio/tabella: the same for a spreadsheet."""

from typing import Any

from litestar import Response, get

from frontend import moments, spreadsheet
from frontend.asked import AReader, Asked, Db
from frontend.i18n import gettext
from frontend.pages.observatory.queries import LEAST, Cell, Measure, measures
from frontend.sentences import code
from frontend.showing import show

AS_A_FILE = {"content-disposition": 'attachment; filename="osservatorio.csv"', "cache-control": "no-store"}
CODES = {
    "cohabitations": ("matching", "solution_type"), "closings": ("pacts", "outcome"),
    "goals": ("accompaniment", "outcome"), "outcomes": ("intake", "outcome"),
}  # fmt: skip


@get("/osservatorio", opt={"can": "observatory.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    tables = [
        (it, title(it), [[words(it, cell), number(cell.amount)] for cell in it.cells]) for it in measures(db)
    ]
    context = {"tables": tables, "least": LEAST, "number": number}
    return await show(request, reader, "pages/observatory/observatory.html", context, "sheet")


@get("/osservatorio/tabella", opt={"can": "observatory.read"})
async def table(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    rows = [(title(it), words(it, cell), said(cell.amount)) for it in measures(db) for cell in it.cells]
    head = (gettext("Che cosa"), gettext("Quale"), gettext("Quanti"))
    return Response(spreadsheet.table((head, *rows)), media_type="text/csv; charset=utf-8", headers=AS_A_FILE)


def title(it: Measure) -> str:
    return {
        "contacts": gettext("Persone ascoltate agli Info Point"),
        "outcomes": gettext("Com’è andata dopo l’ascolto"),
        "applications": gettext("Domande arrivate"),
        "decisions": gettext("Domande decise"),
        "cohabitations": gettext("Convivenze cominciate"),
        "closings": gettext("Convivenze finite: dove si va dopo"),
        "visits": gettext("Visite fatte"),
        "minutes": gettext("Minuti di visita"),
        "goals": gettext("Obiettivi chiusi"),
    }[it.name]


def words(it: Measure, cell: Cell) -> str:
    """Months stay as they are, so that they sort."""
    if it.name in CODES:
        return code(*CODES[it.name], cell.name)
    return decision(cell.name) if it.name == "decisions" else cell.name


def decision(name: str) -> str:
    return {
        "admitted": gettext("ammesse"), "excluded": gettext("non ammesse"), "withdrawn": gettext("ritirate")
    }[name]  # fmt: skip


def number(amount: int | None) -> str:
    return moments.number(amount) if amount is not None else few()


def said(amount: int | None) -> int | str:
    return few() if amount is None else amount


def few() -> str:
    return gettext("meno di %(least)s") % {"least": LEAST}


handlers = [read, table]
