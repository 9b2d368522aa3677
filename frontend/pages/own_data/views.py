"""GET /i-miei-dati: everything about me, to read, to keep, to take elsewhere."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from litestar import Response, get

from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.looks.recording import recorded
from frontend.node import node_of
from frontend.pages.own_data.collecting import Mine, collected
from frontend.pages.own_data.printing import paper, printed
from frontend.pages.own_data.writing import encoded
from frontend.permissions import SIGNED_IN
from frontend.reader import Reader
from frontend.showing import PRIVATE, show

HERE = "/i-miei-dati"
T = TypeVar("T")


@get(HERE, opt={"can": SIGNED_IN})
async def read(request: Asked, reader: AReader) -> Response[Any]:
    return await page(request, reader)


async def page(request: Asked, reader: Reader, away: bool = False) -> Response[Any]:
    context = {"away": away}
    return await show(request, reader, "pages/own_data/own_data.html", context, status=503 if away else None)


@get(f"{HERE}/dati.json", opt={"can": SIGNED_IN})
async def as_data(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    at = node_of(request).now()
    try:
        mine = await collected(node_of(request).bus, db, reader)
    except Unreachable:
        return await page(request, reader, away=True)
    content = await through(request, reader, mine, lambda _: encoded(mine, at))
    return download(content, "application/json", "i-miei-dati.json")


@get(f"{HERE}/dati.pdf", opt={"can": SIGNED_IN})
async def as_paper(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    at = node_of(request).now()
    try:
        mine = await collected(node_of(request).bus, db, reader)
    except Unreachable:
        return await page(request, reader, away=True)
    told = await through(request, reader, mine, lambda name: paper(mine, name, at))
    return download(await asyncio.to_thread(printed, told), "application/pdf", "i-miei-dati.pdf")


async def through(request: Asked, reader: Reader, mine: Mine, make: Callable[[str], T]) -> T:
    """Opened by the door and written down like any page; a copy leaves the house."""
    node = node_of(request)
    people = {it.recorded.actor for it in mine.entries} | {
        one for it in mine.entries for one in it.recorded.subjects
    }
    given = {"people": people, "boxes": [it.boxes for it in mine.entries], "me": reader.person}
    lens = await node.door.lens(reader, given)

    def made() -> T:
        return make(lens.names.named(reader.person))

    answer, _ = await recorded(node.looks, reader, lens, "own_data", made, copied=True)
    return answer


def download(content: bytes, kind: str, name: str) -> Response[bytes]:
    headers = {**PRIVATE, "content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)


handlers = [read, as_data, as_paper]
