"""GET /foto/{photo}: through the door, and written down like any other look."""

from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.door import opened, readable
from frontend.looks.recording import recorded
from frontend.node import node_of
from frontend.photos import sealing, shelf
from frontend.photos.queries import attachment
from services.kernel.sealing import Unreadable


@get("/foto/{it:uuid}", opt={"can": "home.read"})
async def show(request: Asked, reader: AReader, db: Db, it: Id) -> Response[Any]:
    """404 for whoever may not see it, as for one that is not there. Raises Unreachable while the shelf is away."""
    node, found = node_of(request), attachment(db, it)
    if found is None:
        raise NotFoundException
    photo, box = found
    lens = await node.door.lens(reader, {"key": box})
    key, _ = await recorded(node.looks, reader, lens, "photo", lambda: opened(box) if readable(box) else "")
    data = await shelf.get(node, photo) if key else b""
    try:
        picture = sealing.opened(data, sealing.binary(str(key)), photo)
    except Unreadable as error:
        raise NotFoundException from error
    return Response(picture, media_type="image/jpeg", headers={"cache-control": "no-store"})
