"""GET /riavvolgi/{dossier}: the case at a position of its history, through a lens, on the page of that day."""

from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.node import node_of
from frontend.pages.appointment.queries import in_their_days
from frontend.pages.case.story import names_of
from frontend.pages.file.queries import case_of
from frontend.pages.file.telling import entry
from frontend.pages.rewind.asked import wanted
from frontend.pages.rewind.looking import Scene, looked
from frontend.pages.rewind.opening import EVERY_FACT
from frontend.pages.rewind.reel import Reels
from frontend.pages.rewind.ticks import months, ticks
from frontend.showing import show

TEMPLATE = "pages/rewind/rewind.html"


@get("/riavvolgi/{dossier:uuid}", opt={"can": "rewind.read"})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    case = case_of(db, dossier)
    if case is None or not in_their_days(db, reader, case):
        raise NotFoundException
    whole = reader.may(EVERY_FACT, dossier)
    asked = wanted(dict(request.query_params), whole)
    try:
        async with reels(request).wound(db, case, asked.axis, asked.where) as (cut, made):
            context = await told(Scene(request, reader, case, asked, cut, made))
    except Unreachable:
        context = {"known": False}
    known = {"case": case, "dossier": dossier, "asked": asked, "whole": whole, **context}
    return await show(request, reader, TEMPLATE, known, "rewind")


def reels(request: Asked) -> Reels:
    """Of this node, made at first use."""
    state, node = request.app.state, node_of(request)
    if "reels" not in state:
        state["reels"] = Reels(node.bus, node.readmodel.projections)
    found: Reels = state["reels"]
    return found


async def told(scene: Scene) -> dict[str, Any]:
    cut, newest = scene.cut, scene.cut.newest
    names = {**names_of(scene.made.db), scene.case.id: scene.case.code}
    facts = cut.line.facts
    return {
        "known": True,
        "n": cut.n,
        "end": len(facts),
        "ends": (facts[0].at, facts[-1].at) if facts else None,
        "day": scene.day,
        "left_out": scene.made.left_out,
        "ticks": ticks(facts),
        "months": months(facts),
        "last": entry(newest.recorded, 0, names) if newest else None,
        "head": newest.link[:12] if newest else "",
        **await looked(scene),
    }


handlers = [read]
