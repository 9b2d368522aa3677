"""/sw.js, the manifest and the icons: what a browser asks for by itself, whoever is in."""

import json
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from frontend.asked import Asked
from frontend.i18n import gettext
from frontend.node import node_of
from frontend.permissions import PUBLIC
from frontend.phone import icons, worker

FRESH = {"cache-control": "no-cache"}
DAY = {"cache-control": "public, max-age=86400"}


@get("/sw.js", opt={"can": PUBLIC}, sync_to_thread=False)
def service_worker(request: Asked) -> Response[bytes]:
    """Asked for again at every visit: an update, or its end, must reach each phone."""
    text = worker.text(node_of(request).settings.data)
    return Response(text.encode(), media_type="text/javascript", headers=FRESH)


@get("/manifest.webmanifest", opt={"can": PUBLIC}, sync_to_thread=False)
def manifest() -> Response[bytes]:
    return Response(json.dumps(app()).encode(), media_type="application/manifest+json", headers=DAY)


def app() -> dict[str, Any]:
    named = {
        "name": "Casa Facendo",
        "short_name": "Casa",
        "lang": "it",
        "id": "/",
        "start_url": "/",
        "scope": "/",
    }
    look = {"display": "standalone", "background_color": "#FAF7F1", "theme_color": "#FAF7F1"}
    pictures = [picture(192), picture(512), picture(512, "maskable")]
    sendings = {"name": gettext("Invii"), "url": "/invii"}
    return {**named, **look, "icons": pictures, "shortcuts": [sendings]}


def picture(size: int, purpose: str = "any") -> dict[str, str]:
    name = f"{size}-intera" if purpose == "maskable" else str(size)
    return {"src": f"/icone/{name}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@get("/icone/{name:str}", opt={"can": PUBLIC}, sync_to_thread=True)
def icon(name: FromPath[str]) -> Response[bytes]:
    size, _, whole = name.removesuffix(".png").partition("-")
    if not name.endswith(".png") or size not in map(str, icons.SIZES) or whole not in ("", "intera"):
        raise NotFoundException
    return Response(icons.icon(int(size), whole=bool(whole)), media_type="image/png", headers=DAY)


handlers = [service_worker, manifest, icon]
