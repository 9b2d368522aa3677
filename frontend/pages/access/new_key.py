"""Asking a browser for a new key, and telling its owner by letter that there is one."""

import asyncio
from uuid import uuid4

from frontend import letters
from frontend.door import place
from frontend.node import Node
from frontend.pages.access.queries import Address, ways
from frontend.reader import Reader
from frontend.signing_in import passkeys

UNDER_WAY: set[asyncio.Task[bool]] = set()


async def options(node: Node, cookie: str, reader: Reader) -> str:
    """With the first name, so that a phone of several people shows whose key it is."""
    assert reader.db is not None
    name = (await node.door.lens(reader, {"it": reader.person})).names.called(reader.person)
    return passkeys.creation(node, cookie, reader.person, name, ways(reader.db, reader.person).passkeys)


def tell(node: Node, reader: Reader, address: Address | None) -> None:
    """In the background: whoever did not make it learns of it where only they read."""
    if address:
        task = asyncio.create_task(told(node, reader, address))
        UNDER_WAY.add(task)
        task.add_done_callback(UNDER_WAY.discard)


async def told(node: Node, reader: Reader, address: Address) -> bool:
    words = (await node.door.lens(reader, {"it": address.address})).words
    to = words.get(place(address.address))
    return bool(to) and await letters.send(node, str(to), "new-key", {}, reader.locale, uuid4())
