"""Two plain pages everyone may read: how usable the house is, and what it does with what it is told."""

from typing import Any

from litestar import Response, get

from frontend.asked import AReader, Asked
from frontend.permissions import PUBLIC
from frontend.showing import show


@get("/accessibilita", opt={"can": PUBLIC})
async def accessibility(request: Asked, reader: AReader) -> Response[Any]:
    return await show(request, reader, "pages/about/accessibility.html", {})


@get("/privacy", opt={"can": PUBLIC})
async def privacy(request: Asked, reader: AReader) -> Response[Any]:
    return await show(request, reader, "pages/about/privacy.html", {})


handlers = [accessibility, privacy]
