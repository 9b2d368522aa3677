"""GET /stile: every component on one page; tests and people look at it."""

from typing import Any

from litestar import Request, Response, get

from frontend.pages.stile.samples import SAMPLES
from frontend.templating import page


@get("/stile", opt={"can": "public"}, sync_to_thread=False)
def show_style(request: Request[Any, Any, Any]) -> Response[str]:
    return page(request, "pages/stile/stile.html", SAMPLES)


handlers = [show_style]
