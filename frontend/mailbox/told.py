"""An answer to the phone's script: what it asked for, the time here, and which release answers."""

from datetime import UTC
from typing import Any

from litestar import MediaType, Request, Response

from frontend.mailbox.build import build, oldest
from frontend.node import node_of


def told(
    request: Request[Any, Any, Any], status: int, words: str | None = None, **more: Any
) -> Response[Any]:
    now = node_of(request).now().astimezone(UTC).isoformat()
    known = {"now": now, "build": build(), "min_build": oldest()}
    said = {**known, **({"reason": words} if words else {}), **more}
    return Response(
        said, media_type=MediaType.JSON, status_code=status, headers={"cache-control": "no-store"}
    )
