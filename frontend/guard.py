"""Before any page: was it asked from here, and may this reader. Not yours looks exactly like not there."""

from typing import Any
from uuid import UUID

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler

from frontend.acting import NoPowerToday
from frontend.mailbox.admission import admitted_then, check_form, check_sender
from frontend.mailbox.keeping import noted
from frontend.mailbox.mark import mark_of
from frontend.node import node_of
from frontend.permissions import NO_POWER, ON_BEHALF, PUBLIC
from frontend.reader import Reader
from frontend.readmodel import Preparing
from frontend.scope.queries import dossier_of
from frontend.signing_in.shared_device import kept_from
from frontend.signing_in.step_up import needs_step_up

# Leaving, and going back to being oneself.
ALWAYS = tuple(can for can, power in ON_BEHALF.items() if power == NO_POWER)
Connection = ASGIConnection[Any, Any, Any, Any]


class NotSignedIn(Exception):
    """This page is for someone, and nobody is signed in."""


async def guard(connection: Connection, handler: BaseRouteHandler) -> None:
    """Raises NotFromHere, NotSignedIn, Preparing or NotFoundException; a handler without `can` is for nobody.

    `acting` is what it takes of who acts for another, where that is not the same. `step_up`: whoever works here
    has confirmed just now that it is really them; else it raises StepUpNeeded.
    """
    can = handler.opt.get("can")
    if can is None or kept_from(connection):
        raise NotFoundException
    if isinstance(connection, Request):
        await check_origin(connection, handler)
    if "acting" in handler.opt and connection.scope["state"]["reader"].holder is not None:
        can = handler.opt["acting"]
    if can != PUBLIC:
        admit(connection, can)
    if handler.opt.get("step_up") and isinstance(connection, Request):
        await needs_step_up(connection)
    if (
        isinstance(connection, Request)
        and connection.method == "GET"
        and "reader" in connection.scope["state"]
    ):
        noted(connection, handler, connection.scope["state"]["reader"])


async def check_origin(request: Request[Any, Any, Any], handler: BaseRouteHandler) -> None:
    """What a phone kept was checked as a whole when it came in. Raises NotFromHere or OtherForm."""
    if mark := mark_of(request):
        check_form(mark, handler)
    elif not check_sender(request, handler):
        await node_of(request).guardian.check(request)


def admit(connection: Connection, can: str) -> None:
    reader: Reader = connection.scope["state"]["reader"]
    if not reader.signed_in:
        raise NotSignedIn
    if reader.db is None:
        raise Preparing
    if reader.holder is not None and not reader.powers and can not in ALWAYS:
        raise NoPowerToday
    asked: list[UUID | None] = [*dossiers(connection, reader)] or [None]
    mark = mark_of(connection)
    today = all(reader.may(can, dossier) for dossier in asked)
    if not today and not (mark and admitted_then(connection, mark, can, asked)):
        raise NotFoundException


def dossiers(connection: Connection, reader: Reader) -> list[UUID]:
    """Every id in the path must be of a dossier this reader may."""
    assert reader.db is not None
    ids = [value for value in connection.path_params.values() if isinstance(value, UUID)]
    return list(dict.fromkeys(dossier_of(reader.db, it) for it in ids))
