"""GET /avviso: anybody may read it, nobody needs to sign in."""

from sqlite3 import Connection
from typing import Any

from litestar import Request, Response, get

from frontend.pages.call.queries import calls, open_call
from frontend.pages.network.points import points
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.showing import show


@get("/avviso", opt={"can": PUBLIC})
async def read(request: Request[Any, Any, Any], reader: Reader, db: Connection) -> Response[str]:
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
