"""GET /parliamone, and what is said there."""

from typing import Any

from litestar import Response, get

from frontend.asked import AReader, Asked, Db
from frontend.pages.tension import mediating, ruling, telling
from frontend.pages.tension.page import page


@get("/parliamone", opt={"can": "tension.talk"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


handlers = [read, *telling.handlers, *ruling.handlers, *mediating.handlers]
