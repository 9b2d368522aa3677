"""GET /posta, in a demo only: what was written, to whom, newest first."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked
from frontend.node import node_of
from frontend.permissions import PUBLIC
from frontend.showing import show

MOST = 20


@dataclass(frozen=True)
class Caught:
    to: str
    subject: str
    at: datetime
    text: str


@get("/posta", opt={"can": PUBLIC})
async def read(request: Asked, reader: AReader) -> Response[Any]:
    settings = node_of(request).settings
    if not settings.demo:
        raise NotFoundException
    return await show(
        request, reader, "pages/caught/caught.html", {"letters": letters(settings.data / "mail")}
    )


def letters(folder: Path) -> list[Caught]:
    return [caught(file.read_bytes()) for file in sorted(folder.glob("*.eml"), reverse=True)[:MOST]]


def caught(content: bytes) -> Caught:
    it = message_from_bytes(content, policy=policy.default)
    body = it.get_body(("plain",))
    text = str(body.get_content()).replace("\r\n", "\n") if body else ""
    return Caught(str(it["to"]), str(it["subject"]), parsedate_to_datetime(str(it["date"])), text)


handlers = [read]
