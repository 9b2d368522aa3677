"""GET /pacchetto: what to keep for today and tomorrow, told by the server, fetched by the phone."""

import re
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.handlers import BaseRouteHandler

from frontend.asked import AReader, Asked
from frontend.i18n import gettext
from frontend.mailbox.day import MOST, of_the_day
from frontend.mailbox.keeping import offered
from frontend.mailbox.told import told
from frontend.mailbox.user import page_user
from frontend.node import node_of
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.readmodel import Preparing
from frontend.scope.queries import dossier_of

LEASE = timedelta(hours=24)
MOST_BYTES = 400 * 1024
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Handlers = dict[str, BaseRouteHandler]


@get("/pacchetto", opt={"can": PUBLIC, "by": "script"})
async def bundle(request: Asked, reader: AReader) -> Response[Any]:
    """Addresses; nothing of what stands on the pages, and nothing that tells whether it changed.

    401: signed out, 403: no longer in this role.
    """
    if not reader.signed_in:
        return told(request, 401, gettext("Accedi per inviare."))
    if reader.db is None:
        raise Preparing
    if not in_office(reader):
        return told(request, 403, gettext("Questo ruolo è finito: le pagine sul telefono si cancellano."))
    node = node_of(request)
    lease = (node.now() + LEASE).astimezone(UTC).isoformat()
    return told(
        request, 200, user=page_user(node, reader), lease_until=lease, most_bytes=MOST_BYTES,
        pages=list(pages(request, reader))[:MOST],
    )  # fmt: skip


def in_office(reader: Reader) -> bool:
    """Whether they still are what they signed in as, and in their own name."""
    roles = {it.role for it in reader.standings if it.kind in ("role", "membership", "relation", "power")}
    return reader.holder is None and (reader.role == "self" or reader.role in roles)


def pages(request: Asked, reader: Reader) -> Iterator[dict[str, str]]:
    handlers = by_pattern(request)
    for path in of_the_day(reader):
        ids = [UUID(it) for it in ID.findall(path)]
        handler = handlers.get(ID.sub("{}", path))
        if handler and offered(handler, reader) and allowed(handler, reader, ids):
            yield {"url": path}


def by_pattern(request: Asked) -> Handlers:
    """Address with its ids left out → the handler that answers a GET there."""
    found: Handlers = {}
    for route in request.app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if "GET" in getattr(handler, "http_methods", ()):
                found[re.sub(r"{\w+:uuid}", "{}", route.path)] = handler
    return found


def allowed(handler: BaseRouteHandler, reader: Reader, ids: list[UUID]) -> bool:
    assert reader.db is not None
    dossiers: list[UUID | None] = [*(dossier_of(reader.db, it) for it in ids)] or [None]
    return all(reader.may(handler.opt["can"], it) for it in dossiers)
