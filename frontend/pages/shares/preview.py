"""«Come la vede mamma»: the very pages someone close gets, made for who decides, and never more than both may see."""

from dataclasses import replace
from datetime import timedelta
from inspect import signature
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response
from markupsafe import Markup

from events.category import Category
from events.role import Role
from events.standing import Stands
from frontend.asked import Asked
from frontend.navigation import TABS
from frontend.pages.rewind.inert import inert
from frontend.pages.rewind.opening import inner, main_part
from frontend.pages.shares.queries import shareable
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.scope.queries import standings_of

HERE = "/condivisioni/anteprima"
HALF_A_YEAR = timedelta(days=182)
Trying = tuple[Category, ...] | None
TOWARDS = ("relation", "power", "share")


def wanted(request: Asked) -> Trying:
    """What is being tried out in the address; None where nothing is. Anything odd is as if it were not said."""
    if "vede" not in request.query_params:
        return None
    said = set(request.query_params.getall("vede"))
    return tuple(it for it in shareable() if it.value in said)


def as_seen_by(viewer: Reader, close: UUID, trying: Trying) -> Reader:
    """Who is close, with what stands between them and this person, and nobody else's things."""
    db = viewer.db
    if db is None:
        raise ValueError("a preview is of what this node knows")
    mine = entries_of(db, viewer.person)
    standings = tuple(
        it for it in standings_of(db, close, viewer.day) if it.kind in TOWARDS and it.over in mine
    )
    if trying is not None:
        standings = (*(it for it in standings if it.kind != "share"), *shown(viewer, close, trying))
    return replace(
        viewer, person=close, role=Role.FAMILY, organisation=None, on_behalf_of=None, standings=standings,
        holder=None, viewer=viewer,
    )  # fmt: skip


def shown(viewer: Reader, close: UUID, trying: tuple[Category, ...]) -> tuple[Stands, ...]:
    """As it would be from today on, were it confirmed."""
    if not trying:
        return ()
    day = viewer.day
    return (Stands("share", close, Role.FAMILY, day, viewer.person, day + HALF_A_YEAR, categories=trying),)


def sheets(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Address and label of the pages of who is close."""
    found = ((path, str(label)) for can, path, label, _ in TABS[Role.FAMILY] if reader.may(can))
    return tuple((path, label) for path, label in found if handler(path))


def handler(path: str) -> Any:
    """The page's own view, where it asks for nothing that an address would have to say."""
    from frontend.pages import handlers  # all pages, this one too: known only once they are all there

    for it in handlers():
        if path in it.paths and "GET" in it.http_methods:
            named = signature(it.fn).parameters.values()
            if all(one.name in ("request", "reader", "db") or one.default is not one.empty for one in named):
                return it
    return None


async def looked(
    request: Asked, reader: Reader, db: Connection, path: str, address: dict[str, str]
) -> Markup:
    """What stands between header and footer of that page, made for that reader: to be looked at only."""
    view = handler(path).fn
    known = {"request": inner(request, path), "reader": reader, "db": db}
    asked = {name: it for name, it in known.items() if name in signature(view).parameters}
    response: Response[Any] = await view(**asked)

    def leads(href: str) -> str | None:
        return href if href.startswith("#") else address.get(href.partition("?")[0])

    return Markup(inert(main_part(response.content), leads))
