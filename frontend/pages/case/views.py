"""/casi and /casi/{dossier}: the homes someone accompanies, and one of them in a minute and in full."""

from datetime import timedelta
from sqlite3 import Connection
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException

from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.pages.case.brief import brief
from frontend.pages.case.kinds import labels
from frontend.pages.case.queries import case, cases, every_dossier
from frontend.pages.case.story import Moment, in_short, story
from frontend.pages.my_day.own_words import own_words
from frontend.pages.tension.queries import callers, on_trial
from frontend.reader import Reader
from frontend.sentences import called
from frontend.showing import show

FIRST = 30


@get("/casi", opt={"can": "case.read", "again": True})
async def index(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """Those they are assigned to; a coordinator sees them all."""
    dossiers = every_dossier(db) if reader.role is Role.COORDINATOR else reader.assigned
    found = cases(db, dossiers, reader.day)
    shown = [(it, called(*it.people)) for it in found]
    return await show(request, reader, "pages/case/index.html", {"cases": shown}, "cases")


@get("/casi/{dossier:uuid}", opt={"can": "case.read", "offline": True})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    found = case(db, dossier, reader.day)
    if found is None:
        raise NotFoundException
    context = {
        "it": found,
        "dossier": dossier,
        **brief(db, found, reader.day),
        "asked_for_help": reader.role is Role.OPERATOR
        and bool(callers(db, dossier, reader.person, reader.day)),
        "trial": on_trial(db, dossier),
        **told(request, reader, db, found),
        **own_words(db, found.people, reader.day),
    }
    return await show(request, reader, "pages/case/case.html", context, "case")


def told(request: Asked, reader: Reader, db: Connection, found: Any) -> dict[str, Any]:
    """The story, of one kind or of all; the first month or so, and the rest when asked for."""
    chosen = request.query_params.get("tipo", "")
    kind = chosen if chosen in labels() else ""
    items = story(db, found, reader.day, kind)
    first = min((it.day for it in items if isinstance(it, Moment)), default=reader.day)
    whole = "tutta" in request.query_params or len(items) <= FIRST + 5
    return {
        "kind": kind,
        "kinds": labels(),
        "items": items if whole else items[:FIRST],
        "left_out": 0 if whole else len(items) - FIRST,
        "first_day": first,
        "last_day": max(reader.day, first + timedelta(days=1)),
        "in_short": in_short(found, items),
    }


handlers = [index, read]
