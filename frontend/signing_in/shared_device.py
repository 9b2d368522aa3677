"""On a tablet that many share, by a PIN alone, one is a volunteer of the place: all else waits for one's own device."""

from typing import Any

from litestar.connection import ASGIConnection

from frontend.session import Session
from frontend.signing_in.lasting import TABLET

NOT_HERE = (
    "/agire", "/benvenuto", "/conferma/app", "/conferma/nuova-chiave", "/profilo/accesso", "/profilo/inviti",
    "/profilo/pin", "/ruolo",
)  # fmt: skip
"""Other roles, other people's names, and new ways in, which would be good elsewhere."""


def kept_from(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether this address is one of those, and the session one of a shared tablet."""
    session: Session | None = connection.scope["state"].get("session")
    path = connection.scope["path"].rstrip("/")
    here = any(path == it or path.startswith(f"{it}/") for it in NOT_HERE)
    return here and session is not None and session.means == TABLET
