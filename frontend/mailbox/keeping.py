"""Which pages a phone may keep, sealed: those their handler offers, and that open nothing protected."""

from typing import Any

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
OFFERED = "offered to a phone"
AGAIN = "may be shown again"


def copying(request: AnyRequest) -> bool:
    """Fetched ahead, to be kept: nobody looks at it yet."""
    return request.headers.get("x-casa") == "bundle"


def offered(handler: BaseRouteHandler, reader: Reader) -> bool:
    """Nobody keeps what they read in another's place or as of another day: both end without the phone hearing."""
    return own(reader) and handler.opt.get("offline") is True


def own(reader: Reader) -> bool:
    return reader.signed_in and reader.holder is None and reader.viewer is None


def keepable(request: AnyRequest, lens: Lens) -> bool:
    """Whether this page, with what it opens, may be kept."""
    whole = bool(request.scope["state"].get(OFFERED)) and not request.headers.get("hx-request")
    open_ones = {Category(box.category) for box in lens.boxes.values()}
    return whole and open_ones <= KEPT_ON_A_PHONE


def noted(request: AnyRequest, handler: BaseRouteHandler, reader: Reader) -> None:
    """That the handler of this page offers it; whether it may be kept shows once it is made.

    ``again``: nothing but the reader, the address and the read model decides what stands on it, so that this node
    may remember it (frontend/again); so it is of every page that is offered.
    """
    if reader.db is not None and own(reader):
        request.scope["state"][OFFERED] = handler.opt.get("offline") is True
        request.scope["state"][AGAIN] = handler.opt.get("again", handler.opt.get("offline")) is True


def to_keep(request: AnyRequest, reader: Reader, response: Response[str]) -> Response[str]:
    """Tells the phone's worker that it may, for whom, and under which mark. No cache of a browser may.

    304 without a word for a copy that still says the same; what a browser shows is always made anew.
    """
    if response.status_code != 200:
        return response
    mark = f'"{mark_of_page(response.content)}"'
    known = {"x-offline": "yes", "x-page-user": page_user(node_of(request), reader), "etag": mark}
    if copying(request) and request.headers.get("if-none-match") == mark:
        return Response("", status_code=304, headers=known)
    response.headers |= known
    return response
