"""A Litestar app with nothing but the style page and its files; language by `?lingua=`."""

from typing import Any

from litestar import Litestar, Request
from litestar.response import Response

from frontend import i18n, static_files
from frontend.pages.stile.views import handlers

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


async def speak(request: Request[Any, Any, Any]) -> None:
    i18n.use(request.query_params.get("lingua", "it"))


async def protect(response: Response[Any]) -> Response[Any]:
    response.headers["content-security-policy"] = CSP
    return response


app = Litestar(
    [*handlers, *static_files.handlers],
    before_request=speak,
    after_request=protect,
    openapi_config=None,
    logging_config=None,
)
