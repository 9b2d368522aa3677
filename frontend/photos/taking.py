"""PUT /foto/{sha256}: a photo before the note it belongs to; the same one twice is one."""

import asyncio
from hashlib import sha256
from typing import Any

from litestar import Response, put
from litestar.params import FromPath

from frontend.asked import AReader, Asked
from frontend.bus import Unreachable
from frontend.i18n import gettext
from frontend.ids import uuid7
from frontend.mailbox.told import told
from frontend.node import node_of
from frontend.permissions import PUBLIC
from frontend.photos import sealing, shelf
from frontend.pictures import NotOurs, anew

# What a phone sends is at most 1600 px a side; the shelf takes what goes into one message.
MOST_BYTES = 2 * 1024 * 1024
LARGEST = 700 * 1024
HEX = frozenset("0123456789abcdef")


@put(
    "/foto/{digest:str}",
    opt={"can": PUBLIC, "by": "script"},
    request_max_body_size=MOST_BYTES,
    status_code=200,
)
async def take(request: Asked, reader: AReader, digest: FromPath[str]) -> Response[Any]:
    """2xx: it is there. 422: not a photo, or not the one the address names; 413: too large, or too many today."""
    if not reader.signed_in:
        return told(request, 401, gettext("Accedi per inviare."))
    body = await request.body()
    if len(digest) != 64 or not HEX.issuperset(digest) or sha256(body).hexdigest() != digest:
        return told(request, 422, gettext("La foto non è arrivata intera: il telefono la manda di nuovo."))
    try:
        await kept(request, reader.looker.person, digest, body)
    except NotOurs:
        return told(request, 422, gettext("Questo file non è una foto che possiamo tenere."))
    except shelf.Full:
        return told(
            request, 413, gettext("Sono troppe foto per oggi, o è troppo grande. La nota parte lo stesso.")
        )
    except Unreachable:
        return told(request, 503, gettext("Riprova tra poco."))
    return told(request, 200)


async def kept(request: Asked, person: object, digest: str, body: bytes) -> None:
    """Raises NotOurs, Full or Unreachable."""
    node = node_of(request)
    mark = sealing.mark(node.phones, person, digest)
    if await shelf.find(node, mark):
        return
    picture = await asyncio.to_thread(anew, body)
    if len(picture) > LARGEST:
        raise shelf.Full
    photo = uuid7()
    closed, key = sealing.close(picture, photo)
    holder = sealing.mark(node.phones, "holder", person)
    await shelf.put(node, photo, mark, holder, sealing.wrapped(key, photo, node.phones), closed)
