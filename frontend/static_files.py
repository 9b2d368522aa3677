"""Routes of the style sheet, the script and the files that come from elsewhere or are drawn by us."""

from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from frontend import assets
from frontend.asked import Asked
from frontend.packing import served
from frontend.phone import releases

FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
TODAY = {"cache-control": "public, max-age=86400"}
FOLDERS = ("vendor", "img")
KINDS = {"css": "text/css", "js": "text/javascript"}


@get("/static/{name:str}", opt={"can": "public"}, sync_to_thread=False)
def own_file(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """The style sheet or script whose hash is in the name, of this release or the two before; else 404."""
    body = assets.own().get(f"/static/{name}") or earlier(request, name)
    if body is None:
        raise NotFoundException
    return served(request, body, KINDS[name.rpartition(".")[2]], FOREVER)


def earlier(request: Asked, name: str) -> bytes | None:
    """A page that was open, or kept on a phone, during an update still gets what it was made with."""
    node = getattr(request.app.state, "node", None)
    return releases.kept(node.settings.data, name) if node else None


@get("/static/{folder:str}/{name:path}", opt={"can": "public"}, sync_to_thread=False)
def file(request: Asked, folder: FromPath[str], name: FromPath[Path]) -> Response[bytes]:
    """A file as it lies in its folder; for good where the address names its content (`?v=`)."""
    body = held(folder, str(name).lstrip("/"))
    if body is None:
        raise NotFoundException
    kind = guess_type(name.name)[0] or "application/octet-stream"
    return served(request, body, kind, FOREVER if "v" in request.query_params else TODAY)


@lru_cache(maxsize=200)
def held(folder: str, name: str) -> bytes | None:
    """None for whatever is not in one of the folders."""
    if "\0" in folder + name:
        return None
    root = (assets.STATIC / folder).resolve()
    path = (root / name).resolve()
    sound = folder in FOLDERS and path.is_relative_to(root) and path.is_file()
    return path.read_bytes() if sound else None


handlers: list[ControllerRouterHandler] = [own_file, file]
