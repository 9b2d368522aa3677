"""/installa: three pictures that show how the house becomes an app."""

from typing import Any

from litestar import Response, get

from frontend.asked import AReader, Asked
from frontend.permissions import PUBLIC
from frontend.showing import show


@get("/installa", opt={"can": PUBLIC})
async def install(request: Asked, reader: AReader) -> Response[Any]:
    return await show(request, reader, "pages/install/install.html", {})


handlers = [install]
