"""GET /quadro: each line says what waits and leads to where it is settled."""

from typing import Any

from litestar import Response, get

from frontend.asked import AReader, Asked, Db
from frontend.pages.application.queries import to_decide
from frontend.pages.disposal.queries import to_settle
from frontend.pages.findings.queries import findings
from frontend.pages.glass.queries import to_review
from frontend.pages.homes.availability import free_places
from frontend.pages.homes.queries import homes
from frontend.pages.incident.queries import waiting as reported
from frontend.pages.looks.queries import unanswered
from frontend.pages.matching.queries import proposals, waiting
from frontend.pages.overview.queries import glances, silent, unsigned
from frontend.showing import show


@get("/quadro", opt={"can": "overview.read", "again": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    found = homes(db)
    undecided = to_decide(db)
    going_on = [it for it in proposals(db) if it.open]
    context = {
        "ready": [it for it in undecided if not it.missing],
        "missing": [it for it in undecided if it.missing],
        "to_decide": [it for it in going_on if it.ready],
        "declined": [it for it in going_on if it.declined],
        "meetings": [it for it in going_on if it.met_on is None and not it.declined],
        "openings": to_review(db),
        "reports": reported(db, reader),
        "noticed": sum(it.state == "open" for it in findings(db)),
        "unsigned": unsigned(db),
        "silent": silent(db, reader.day),
        "free": sum(free_places(it.places, it.spans, it.holds, reader.day) for it in found),
        "candidates": waiting(db),
        "disposals": len(to_settle(db)),
        "asked": unanswered(db),
        "glances": glances(db, reader.day),
        "homes": {it.id: it for it in found},
        "names": {it.cohabitation: home.name for home in found for it in home.holds},
        "today": reader.day,
    }
    return await show(request, reader, "pages/overview/overview.html", context, "sheet")


handlers = [read]
