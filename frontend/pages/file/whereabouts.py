"""GET /fascicoli/{dossier}/fatto?id=…: the page of the file where one fact stands."""

from uuid import UUID

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import identity
from frontend.node import node_of
from frontend.pages.appointment.queries import in_their_days
from frontend.pages.file.history import records
from frontend.pages.file.queries import Case, case_of
from frontend.pages.file.reading import SIZE, belongs


@get("/fascicoli/{dossier:uuid}/fatto", opt={"can": "file.read"})
async def fact(request: Asked, reader: AReader, db: Db, dossier: Id) -> Redirect:
    case, event = case_of(db, dossier), identity(request.query_params.get("id"))
    if case is None or not in_their_days(db, reader, case):
        raise NotFoundException
    place = event and await where_in(request, case, event)
    return Redirect(place or f"/fascicoli/{dossier}", status_code=303)


async def where_in(request: Asked, case: Case, event: UUID) -> str | None:
    """The fact's own address; None where history does not answer, or has not got it yet."""
    before = 0
    try:
        async for kept in records(node_of(request).bus, case.dossiers):
            if kept.event_id == event:
                return f"/fascicoli/{case.id}?pagina={before // SIZE + 1}#fatto-{event}"
            recorded = kept.recorded()
            before += bool(recorded and belongs(case, recorded))
    except Unreachable:
        return None
    return None


handlers = [fact]
