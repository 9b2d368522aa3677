"""Whether a writing request was made from one of our own pages by the browser that holds the session."""

import hmac
import secrets
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection

from frontend.urlencoded import NotAForm, read

FIELD = "_csrf_token"
HEADER = "x-csrftoken"
SCRIPT = "x-casa"
SALT = 16
SAFE = ("GET", "HEAD", "OPTIONS")

Connection = ASGIConnection[Any, Any, Any, Any]


class NotFromHere(Exception):
    """Another site's page, a page older than this session, or no page at all."""


class Guardian:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, connection: Connection) -> str:
        """Bound to the cookie: a token of another session does not fit.

        Another one for every page: pages are packed, and from how long they are nobody guesses what changes each time.
        """
        return self._token(connection, secrets.token_hex(SALT // 2))

    def _token(self, connection: Connection, salt: str) -> str:
        return self._bound(connection.scope["state"].get("cookie", ""), salt)

    def another(self, cookie: str) -> str:
        """A new token for a page that is shown again."""
        return self._bound(cookie, secrets.token_hex(SALT // 2))

    def _bound(self, cookie: str, salt: str) -> str:
        proof = hmac.digest(self._key, f"csrf {salt} {cookie}".encode(), "sha256").hex()
        return salt + proof[:32]

    async def check(self, request: Request[Any, Any, Any]) -> None:
        """Raises NotFromHere."""
        if request.method in SAFE:
            return
        if not same_origin(request):
            raise NotFromHere("origin")
        said = await sent(request)
        if not hmac.compare_digest(said, self._token(request, said[:SALT])):
            raise NotFromHere("token")

    def check_script(self, request: Request[Any, Any, Any]) -> None:
        """For what our own script sends: a header no other site may set, and the browser's word on where it is from.

        A token would have gone stale with the page it stood in. Raises NotFromHere.
        """
        said = request.headers.get("sec-fetch-site")
        origin = urlsplit(request.headers.get("origin", "")).netloc
        here = said == "same-origin" or (said is None and origin == request.headers.get("host"))
        if request.headers.get(SCRIPT) != "outbox" or not here or not same_origin(request):
            raise NotFromHere("script")


def same_origin(request: Request[Any, Any, Any]) -> bool:
    """Browsers say where a request comes from; one that does not is judged by its token alone.

    Our own pages send no referrer, and browsers then say `Origin: null` also for our own forms.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "null")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin == "null" or urlsplit(origin).netloc == request.headers.get("host")


async def sent(request: Request[Any, Any, Any]) -> str:
    """ASCII only, for a comparison in constant time."""
    token = request.headers.get(HEADER)
    if token is None:
        try:
            token = read(request.headers.get("content-type", ""), await request.body()).one(FIELD)
        except NotAForm:
            token = None
    return (token or "").encode("ascii", "replace").decode()
