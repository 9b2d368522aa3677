"""Showing a page to a reader: the template gets what the shell needs, and the door opens what they may see."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Request, Response

from events.role import Role
from frontend import flash
from frontend.acting import acting
from frontend.again.drafting import leave_draft
from frontend.forms import Filled
from frontend.looks.recording import recorded
from frontend.mailbox.keeping import copying, keepable, to_keep
from frontend.mailbox.user import page_user
from frontend.navigation import tabs
from frontend.node import Node, node_of
from frontend.reader import Reader
from frontend.rights import rights, told_of_changes
from frontend.roles import role_name
from frontend.scope.queries import suspended
from frontend.scope.recovering import recovering
from frontend.signing_in.lasting import TABLET
from frontend.templating import page, render

PRIVATE = {"cache-control": "no-store"}


async def show(
    request: Request[Any, Any, Any],
    reader: Reader,
    template: str,
    context: Mapping[str, Any],
    *blocks: str,
    status: int | None = None,
) -> Response[str]:
    """The whole page, or only `blocks` for htmx. The status is that of the form in the context, else 200.

    Templates also get `reader`, `may(permission, dossier)`, `csrf_token`, `since` (for `/novita`),
    `stale_since` (a moment, while the house cannot be reached) and `suspended` (how many dossiers shown here
    wait for a repair: of the one under `dossier` in the context, else of all).
    """
    node = node_of(request)
    known = {**shell(request, reader, node), "refused": refused(context), **context}
    known["suspended"] = waiting(reader, context.get("dossier"))
    lens = await node.door.lens(reader, known)
    known["person"] = who(reader, lens.names.called(reader.looker.person))
    keep, ahead, chosen = keepable(request, lens), copying(request), status or status_of(context)
    if ahead and not keep:
        return Response("", status_code=204)

    def made() -> Response[str]:
        answer = page(request, template, known, *blocks, status=chosen, headers=PRIVATE)
        return to_keep(request, reader, answer) if keep else answer

    response, opening = await recorded(node.looks, reader, lens, template, made, ahead, words_leave)
    leave_draft(request, reader, lens, known, response, opening)
    return with_toast(request, response, known)


def status_of(context: Mapping[str, Any]) -> int:
    return next((it.status for it in context.values() if isinstance(it, Filled)), 200)


def words_leave(response: Response[str]) -> bool:
    """Not with a copy that is still good."""
    return response.status_code != 304


def shell(request: Request[Any, Any, Any], reader: Reader, node: Node) -> dict[str, Any]:
    return {
        "me": reader.person,
        "page_user": page_user(node, reader),
        "now": node.moment(),
        "reader": reader,
        "may": reader.may,
        "csrf_token": node.guardian.token(request),
        "nav": tabs(reader, request.url.path),
        "flash": flash.of(request),
        "since": request.scope["state"].get("since", 0),
        "rights": rights(reader),
        "stale_since": node.stale_since(),
        "demo": node.settings.demo,
        "live": told_of_changes(reader),
        "acting": acting(reader),
        "simple": reader.simple,
        "person_page": reader.role in (Role.SELF, Role.COHABITANT),
        "recovering": recovering(reader),
        "tablet": on_a_tablet(request),
        "sign_out": "/esci" if reader.signed_in else None,
    }


def on_a_tablet(request: Request[Any, Any, Any]) -> str:
    """Since when this session is on a tablet that many share; empty elsewhere."""
    session = request.scope["state"].get("session")
    return session.created.isoformat() if session and session.means == TABLET else ""


def refused(context: Mapping[str, Any]) -> bool:
    """Whether a form comes back with faults: the title of the page says so first."""
    return any(it.errors for it in context.values() if isinstance(it, Filled))


def who(reader: Reader, name: str) -> dict[str, Any] | None:
    return (
        {"name": name, "role": role_name(reader.looker.role), "href": "/profilo"}
        if reader.signed_in
        else None
    )


def waiting(reader: Reader, dossier: Any) -> int:
    if reader.db is None:
        return 0
    return suspended(reader.db, dossier if isinstance(dossier, UUID) else None)


def with_toast(
    request: Request[Any, Any, Any], response: Response[str], known: Mapping[str, Any]
) -> Response[str]:
    """A block brings what is to be said with it; a whole page has a place for it."""
    if request.headers.get("hx-request") and known["flash"] and known["flash"]["text"]:
        response.content += render("layout/flash.html", {**known, "here": "/"})
    return response
