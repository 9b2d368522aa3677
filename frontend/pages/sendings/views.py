"""/invii: what this phone has sent and what it has not; /offline: the page for when there is no other."""

from typing import Any

from litestar import Response, get

from frontend.asked import AReader, Asked
from frontend.permissions import PUBLIC
from frontend.phone.views import handlers as phone
from frontend.showing import show


@get("/invii", opt={"can": PUBLIC})
async def sendings(request: Asked, reader: AReader) -> Response[Any]:
    """The house knows nothing of what waits: the list is drawn on the phone, also for who is not signed in."""
    return await show(request, reader, "pages/sendings/sendings.html", {})


@get("/offline", opt={"can": PUBLIC})
async def offline(request: Asked, reader: AReader) -> Response[Any]:
    return await show(request, reader, "pages/sendings/offline.html", {})


handlers = [sendings, offline, *phone]
