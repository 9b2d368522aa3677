"""GET /rendiconto/{line}/fatto?id=…: one fact behind a figure, in its file where the reader may open that."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import identity
from frontend.node import node_of
from frontend.pages.accounts.counting import line_for
from frontend.pages.accounts.queries import dossier_behind
from frontend.pages.case.story import names_of
from frontend.pages.file.history import Kept, records
from frontend.pages.file.kinds import labels
from frontend.pages.file.queries import Case, case_of
from frontend.pages.file.reading import SIZE, belongs
from frontend.pages.file.telling import entry
from frontend.showing import show


@get("/rendiconto/{line:uuid}/fatto", opt={"can": "accounts.read"})
async def fact(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any] | Redirect:
    event = identity(request.query_params.get("id"))
    dossier = event and dossier_behind(db, line, event)
    if event is None or dossier is None:
        raise NotFoundException
    case = case_of(db, dossier)
    if case and reader.may("file.read", dossier):
        place = await where_in(request, case, event)
        if place is not None:
            return Redirect(f"/fascicoli/{dossier}?pagina={place // SIZE + 1}#fatto-{event}", status_code=303)
    kept = await found(request, dossier, event)
    recorded = kept and kept.recorded()
    known = {
        "it": entry(recorded, kept.n, names_of(db)) if kept and recorded else None,
        "evidence": getattr(recorded.revived(), "evidence", None) if recorded else None,
        "line": line_for(db, line), "event": event, "dossier": dossier, "kinds": labels(),
    }  # fmt: skip
    return await show(request, reader, "pages/accounts/fact.html", known, "sheet")


async def where_in(request: Asked, case: Case, event: UUID) -> int | None:
    """How many facts of the file come before it; None where history does not answer, or has not got it yet."""
    before = 0
    try:
        async for kept in records(node_of(request).bus, case.dossiers):
            if kept.event_id == event:
                return before
            recorded = kept.recorded()
            before += bool(recorded and belongs(case, recorded))
    except Unreachable:
        return None
    return None


async def found(request: Asked, dossier: UUID, event: UUID) -> Kept | None:
    try:
        async for kept in records(node_of(request).bus, (dossier,)):
            if kept.event_id == event:
                return kept
    except Unreachable:
        return None
    return None


handlers = [fact]
