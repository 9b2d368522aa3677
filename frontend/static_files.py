"""Routes of the style sheet, the script and the vendored files."""

from collections.abc import Callable

from litestar import MediaType, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.router import Router
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from frontend import assets

FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
OWN: dict[str, tuple[Callable[[], tuple[str, bytes]], str]] = {
    "css": (assets.stylesheet, "text/css"),
    "js": (assets.script, "text/javascript"),
}


@get("/static/{name:str}", opt={"can": "public"}, media_type=MediaType.TEXT, sync_to_thread=False)
def own_file(name: FromPath[str]) -> Response[bytes]:
    """The one style sheet or script whose hash is in the name; any other name is 404."""
    make, kind = OWN.get(name.rpartition(".")[2], OWN["css"])
    url, body = make()
    if url != f"/static/{name}":
        raise NotFoundException
    return Response(body, media_type=kind, headers=FOREVER)


def folder(name: str) -> Router:
    """`/static/<name>`: files served as they are."""
    path = assets.STATIC / name
    path.mkdir(parents=True, exist_ok=True)
    return create_static_files_router(f"/static/{name}", [path], opt={"can": "public"})


handlers: list[ControllerRouterHandler] = [own_file, folder("vendor"), folder("img")]
