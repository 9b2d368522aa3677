"""Which forms a phone may send later, in which shape, and by which day's rights they are taken."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from frontend.csrf import NotFromHere
from frontend.entrance import reader as reader_at
from frontend.mailbox.mark import Mark
from frontend.node import node_of

Connection = ASGIConnection[Any, Any, Any, Any]


class OtherForm(Exception):
    """The form has changed since its page was kept; the mark says in which way."""


def check_form(mark: Mark, handler: BaseRouteHandler) -> None:
    """Only what its handler says may be done in the field (``field``).

    ``form_v`` is the shape its form has today (1 unless said), ``lifts`` maps an older one to what makes its fields
    the next shape's. Raises NotFromHere or OtherForm.
    """
    if handler.opt.get("field") is not True:
        raise NotFromHere("not a form of the field")
    today, lifts = handler.opt.get("form_v", 1), handler.opt.get("lifts", {})
    if mark.form_v > today:
        # A newer node made that page; it, or this one once it is new, will take it.
        mark.outcome = "unknown"
        raise OtherForm
    while mark.form_v < today:
        if mark.form_v not in lifts:
            mark.outcome = "form_too_old"
            raise OtherForm
        mark.fields = lifts[mark.form_v](mark.fields)
        mark.form_v += 1


def check_sender(request: Request[Any, Any, Any], handler: BaseRouteHandler) -> bool:
    """Whether it is for our own script alone, and came from it. Raises NotFromHere."""
    if handler.opt.get("by") != "script":
        return False
    if request.method != "GET":
        node_of(request).guardian.check_script(request)
    return True


def admitted_then(connection: Connection, mark: Mark, can: str, asked: list[UUID | None]) -> bool:
    """Whether they might on the day it happened, though no longer today: it is written, and nothing is shown.

    How long after the end of a right that may still arrive, the services judge.
    """
    state: dict[str, Any] = connection.scope["state"]
    node, session = node_of(connection), state.get("session")
    then = reader_at(
        node, session, state["locale"], mark.occurred_at.astimezone(ZoneInfo(node.settings.zone))
    )
    if not all(then.may(can, dossier) for dossier in asked):
        return False
    state["reader"], mark.silent = then, True
    return True
