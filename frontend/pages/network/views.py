"""GET /rete: the network at a glance, and its people."""

from typing import Any

from litestar import Response, get

from frontend.asked import AReader, Asked, Db
from frontend.labels import label
from frontend.pages.network import person_views
from frontend.pages.network.points import points
from frontend.pages.network.queries import districts, organisations, people
from frontend.pages.powers.queries import checkable
from frontend.sentences import code
from frontend.showing import show


@get("/rete", opt={"can": "network.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    found = people(db, reader.day)
    context = {
        "organisations": organisations(db, reader.day),
        "districts": districts(db),
        "points": points(db, reader.day),
        "staff": [it for it in found if it.roles and not it.same_as],
        "others": [it for it in found if not it.roles and not it.same_as],
        "twice": [it for it in found if it.same_as],
        "to_check": checkable(db, reader),
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/network/network.html", context, "sheet")


handlers = [read, *person_views.handlers]
