"""One item through the very handler of its form: a request that never leaves this process."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from litestar import Request
from litestar.types import Message, Scope

from frontend.mailbox.item import Item
from frontend.mailbox.mark import STATE, Mark
from frontend.urlencoded import KIND

AnyRequest = Request[Any, Any, Any]
KEPT = (b"host", b"cookie", b"user-agent", b"accept-language")


@dataclass
class Answer:
    """What the handler answered: a status, and HTML where it made some."""

    status: int = 500
    body: bytearray = field(default_factory=bytearray)

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


async def post(request: AnyRequest, it: Item, mark: Mark) -> Answer:
    """Never raises for what the handler does: its bugs are answered as for any request."""
    answer = Answer()

    async def receive() -> Any:
        # Read only when the handler asks: by then older forms have been lifted to today's shape.
        return {"type": "http.request", "body": encoded(mark), "more_body": False}

    await request.app(scope_of(request, it, mark), receive, answer.take)
    return answer


def encoded(mark: Mark) -> bytes:
    """A lone surrogate stays one, for the form to refuse with its field."""
    said = [("command_id", str(mark.command_id)), *mark.fields]
    after = [("after", str(mark.after))] if mark.after else []
    return urlencode(said + after, errors="surrogatepass").encode()


def scope_of(request: AnyRequest, it: Item, mark: Mark) -> Scope:
    headers = [(name, value) for name, value in request.scope["headers"] if name in KEPT]
    headers.append((b"content-type", KIND.encode()))
    if it.show:
        headers.append((b"hx-request", b"true"))
    own = ("type", "asgi", "http_version", "scheme", "server", "client", "root_path")
    scope: dict[str, Any] = {name: request.scope[name] for name in own if name in request.scope}  # type: ignore[literal-required]
    scope |= {"method": "POST", "path": it.action, "raw_path": it.action.encode(), "query_string": b""}
    return scope | {"headers": headers, "extensions": {}, "state": {STATE: mark}}  # type: ignore[return-value]
