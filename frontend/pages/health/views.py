"""How this web node is, for machines: 200 when ready, with the lag of each part."""

from typing import Any

from litestar import MediaType, Request, Response, get

from frontend.node import node_of
from frontend.pages.health.queries import health, readiness
from frontend.permissions import PUBLIC


@get("/healthz", opt={"can": PUBLIC}, media_type=MediaType.JSON)
async def healthz(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    state = health(node_of(request))
    return Response(state, status_code=200 if state["ready"] else 503)


@get("/readyz", opt={"can": PUBLIC}, media_type=MediaType.JSON)
async def readyz(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """For whoever sends readers here: the proxy in front, or Kubernetes."""
    state = readiness(node_of(request))
    return Response(state, status_code=200 if state["ready"] else 503)


handlers = [healthz, readyz]
