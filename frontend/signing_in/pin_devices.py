"""Whether a PIN is enough on this device, and for whom."""

from sqlite3 import Connection
from typing import Any

from litestar import Request

from frontend.node import node_of
from frontend.pages.tablet.queries import Device, devices
from frontend.readmodel import Preparing
from frontend.signing_in.device import cookie_name, made_of


def here(request: Request[Any, Any, Any]) -> Device | None:
    """A tablet that is shared goes before one's own."""
    value = request.cookies.get(cookie_name(request.url.scheme == "https"))
    node = node_of(request)
    try:
        db: Connection = node.readmodel.connection()
    except Preparing:
        return None
    found = [it for it in devices(db) if value and made_of(node, value, it.of) == it.id]
    return min(found, key=lambda it: it.organisation is None, default=None)
