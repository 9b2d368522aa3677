"""Which pages a phone may keep, sealed: those their handler offers, and that open nothing protected."""

from typing import Any
from uuid import UUID

from litestar import Request, Response
from litestar.handlers import BaseRouteHandler

from events.category import Category
from events.reads.access import KEPT_ON_A_PHONE
from frontend.door import Lens
from frontend.mailbox.freshness import mark_of_page
from frontend.mailbox.user import page_user
from frontend.node import node_of
from frontend.reader import Reader

AnyRequest = Request[Any, Any, Any]
MARK = "mark of the page"


class Unchanged(Exception):
    """The phone's copy is as good as what would be made now; ``str`` is its mark."""


def copying(request: AnyRequest) -> bool:
    """Fetched ahead, to be kept: nobody looks at it yet."""
    return request.headers.get("x-casa") == "bundle"


def offered(handler: BaseRouteHandler, reader: Reader) -> bool:
    """Nobody keeps what they read in another's place or as of another day: both end without the phone hearing."""
    own = reader.signed_in and reader.holder is None and reader.viewer is None
    return own and handler.opt.get("offline") is True


def keepable(request: AnyRequest, lens: Lens) -> bool:
    """Whether this page, with what it opens, may be kept."""
    whole = MARK in request.scope["state"] and not request.headers.get("hx-request")
    open_ones = {Category(box.category) for box in lens.boxes.values()}
    return whole and open_ones <= KEPT_ON_A_PHONE


def noted(request: AnyRequest, handler: BaseRouteHandler, reader: Reader) -> None:
    """Takes the mark before anything of the page is asked for, so that no change slips between.

    Raises Unchanged for a copy that is still good; what a browser shows is always made anew.
    """
    if not offered(handler, reader) or reader.db is None:
        return
    ids = [value for value in request.path_params.values() if isinstance(value, UUID)]
    mark = mark_of_page(node_of(request), reader, request.url.path, ids)
    request.scope["state"][MARK] = mark
    if copying(request) and request.headers.get("if-none-match", "").strip('"') == mark:
        raise Unchanged(mark)


def to_keep(request: AnyRequest, reader: Reader, response: Response[str]) -> Response[str]:
    """Tells the phone's worker that it may, for whom, and until what changes. No cache of a browser may."""
    if response.status_code == 200:
        response.headers |= {
            "x-offline": "yes",
            "x-page-user": page_user(node_of(request), reader),
            "etag": f'"{request.scope["state"][MARK]}"',
        }
    return response
