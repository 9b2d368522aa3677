"""GET /rendiconto/{line}/fatto?id=…: one fact behind a figure, in its file where the reader may open that."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import identity
from frontend.node import node_of
from frontend.pages.accounts.counting import line_for
from frontend.pages.accounts.queries import dossier_behind
from frontend.pages.case.story import names_of
from frontend.pages.file.history import Kept, records
from frontend.pages.file.queries import case_of
from frontend.pages.file.telling import entry
from frontend.pages.file.whereabouts import where_in
from frontend.showing import show


@get("/rendiconto/{line:uuid}/fatto", opt={"can": "accounts.read"})
async def fact(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any] | Redirect:
    known, event = line_for(db, line), identity(request.query_params.get("id"))
    dossier = event and dossier_behind(db, line, event)
    if event is None or dossier is None:
        return Redirect(f"/rendiconto/{line}", status_code=303)
    case = case_of(db, dossier)
    if case and reader.may("file.read", dossier):
        place = await where_in(request, case, event)
        if place:
            return Redirect(place, status_code=303)
    kept = await found(request, dossier, event)
    context = {
        **told(kept, {**names_of(db), line: known.code}),
        "line": known,
        "event": event,
        "dossier": dossier,
    }
    return await show(request, reader, "pages/accounts/fact.html", context, "sheet")


def told(kept: Kept | None, names: dict[UUID, str]) -> dict[str, Any]:
    """``it`` None where history does not answer, or does not know it yet; ``evidence`` of a cost, closed."""
    recorded = kept.recorded() if kept else None
    if kept is None or recorded is None:
        return {"it": None, "evidence": None}
    return {
        "it": entry(recorded, kept.n, names),
        "evidence": getattr(recorded.revived(), "evidence", None),
    }


async def found(request: Asked, dossier: UUID, event: UUID) -> Kept | None:
    try:
        async for kept in records(node_of(request).bus, (dossier,)):
            if kept.event_id == event:
                return kept
    except Unreachable:
        return None
    return None


handlers = [fact]
