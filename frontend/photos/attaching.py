"""A photo that came before its note is attached to it, in the same act of the same person."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request

from events.accompaniment.photo import AttachPhoto, Beside, attachment_of
from frontend.node import Node, node_of
from frontend.photos import sealing, shelf
from frontend.reader import Reader

Then = Callable[[], Awaitable[AttachPhoto | None]]


def with_photo(
    request: Request[Any, Any, Any], reader: Reader, digest: str, dossier: UUID, of: UUID, beside: Beside,
    person: UUID | None = None, shared: bool = False,
) -> Then:  # fmt: skip
    """What `submit(then=…)` asks once the words are taken: nothing for an empty ``digest``, or a photo never sent."""

    async def attach() -> AttachPhoto | None:
        """Raises Unreachable."""
        found = await waiting(node_of(request), reader.looker.person, digest) if digest else None
        if found is None:
            return None
        photo, key = found
        return AttachPhoto(
            stream=attachment_of(photo, of), dossier=dossier, photo=photo, of=of, beside=beside,
            person=person, shared=shared, key=key,
        )  # fmt: skip

    return attach


async def waiting(node: Node, person: UUID, digest: str) -> tuple[UUID, str] | None:
    """The photo they sent before, kept from now on, and its key. Raises Unreachable."""
    found = await shelf.find(node, sealing.mark(node.phones, person, digest))
    if found is None:
        return None
    photo, wrapped = found
    await shelf.attached(node, photo)
    return photo, sealing.text(sealing.unwrapped(wrapped, photo, node.phones))
