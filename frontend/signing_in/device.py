"""This browser in these hands: a cookie of its own that outlasts sessions, and what it looks like."""

import secrets
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.datastructures import Cookie

from frontend.node import Node, node_of
from frontend.signing_in.marks import mark

YEAR = 365 * 24 * 3600
SYSTEMS = (
    ("iPhone", "iphone"), ("iPad", "ipad"), ("Android", "android"), ("Windows", "windows"), ("Mac OS", "mac"),
    ("CrOS", "chromeos"), ("Linux", "linux"),
)  # fmt: skip
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip


def cookie_name(secure: bool) -> str:
    return "__Host-casa-device" if secure else "casa-device"


def device_of(request: Request[Any, Any, Any], person: UUID) -> UUID:
    """The same browser is another device in another person's hands: nobody sees from the ids that they share it."""
    state = request.scope["state"]
    value = request.cookies.get(cookie_name(request.url.scheme == "https")) or state.get("new_device")
    if not value or not 20 <= len(value) <= 40:
        value = state["new_device"] = secrets.token_urlsafe(24)
    return made_of(node_of(request), value, person)


def made_of(node: Node, value: str, person: UUID) -> UUID:
    return UUID(mark(node.settings, "device", f"{value} {person}")[:32], version=4)


def agent(request: Request[Any, Any, Any]) -> str:
    """`system browser`, of what the browser says of itself; nothing finer is kept."""
    said = request.headers.get("user-agent", "")
    return f"{first(SYSTEMS, said)} {first(BROWSERS, said)}".strip()


def first(known: tuple[tuple[str, str], ...], said: str) -> str:
    return next((code for sign, code in known if sign in said), "")


def set_cookie(value: str, secure: bool) -> str:
    it = Cookie(
        cookie_name(secure), value=value, path="/", max_age=YEAR, httponly=True, samesite="lax", secure=secure
    )
    return it.to_header(header="")
