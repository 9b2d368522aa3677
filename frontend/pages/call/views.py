"""GET /avviso: anybody may read it, nobody needs to sign in."""

from litestar import Response, get

from frontend.asked import AReader, Asked, Db
from frontend.pages.call.queries import calls, open_call
from frontend.pages.network.points import points
from frontend.permissions import PUBLIC
from frontend.showing import show


@get("/avviso", opt={"can": PUBLIC})
async def read(request: Asked, reader: AReader, db: Db) -> Response[str]:
    current = open_call(db, reader.day)
    known = calls(db)
    context = {
        "call": current,
        "last": known[0] if known else None,
        "left": (current.closes - reader.day).days if current else 0,
        "points": points(db, reader.day),
        "today": reader.day,
    }
    return await show(request, reader, "pages/call/call.html", context)


handlers = [read]
