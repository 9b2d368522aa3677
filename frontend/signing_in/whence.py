"""The address a request comes from: of the connection, or as the one proxy we know says it."""

from typing import Any

from litestar import Request

from frontend.node import node_of


def whence(request: Request[Any, Any, Any]) -> str:
    """Of several addresses in the trusted header the last counts: the proxy wrote it, the others anyone could."""
    trusted = node_of(request).settings.client_address_header
    said = request.headers.get(trusted, "") if trusted else ""
    if said:
        return said.rpartition(",")[2].strip()
    return request.client.host if request.client else ""
