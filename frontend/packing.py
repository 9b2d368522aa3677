"""Bytes made smaller for the way: static files once and for good, pages as they are made."""

import gzip
from functools import lru_cache
from typing import Any

from litestar import Request, Response
from litestar.config.compression import CompressionConfig

LEAST = 600
"""Bytes below which a header costs more than is saved."""

REFUSED = ("0", "0.0", "0.00", "0.000")

# A live page sends a line at a time: nothing may wait until enough has come together.
PAGES = CompressionConfig(
    backend="gzip", gzip_compress_level=5, minimum_size=LEAST, exclude=["^/novita", "^/static"]
)


def served(
    request: Request[Any, Any, Any], body: bytes, kind: str, headers: dict[str, str]
) -> Response[bytes]:
    """`body` in the smallest form this browser takes."""
    encoding = accepted(request.headers.get("accept-encoding", "")) if len(body) > LEAST else ""
    known = {"vary": "accept-encoding", **headers} | ({"content-encoding": encoding} if encoding else {})
    return Response(packed(body, encoding), media_type=kind, headers=known)


def accepted(offered: str) -> str:
    asked = (each.replace(" ", "").partition(";q=") for each in offered.lower().split(","))
    names = {name for name, _, weight in asked if weight not in REFUSED}
    return next((it for it in ("br", "gzip") if it in names), "")


@lru_cache(maxsize=200)
def packed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        import brotli

        return bytes(brotli.compress(body))
    return gzip.compress(body, 9, mtime=0) if encoding == "gzip" else body
