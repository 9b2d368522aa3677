"""Whoever is being let in again hears of it where they can be reached: they may never have asked."""

from sqlite3 import Connection
from uuid import UUID, uuid5

from events.role import Role
from frontend.door import place
from frontend.kept import Kept
from frontend.letters import send
from frontend.node import Node
from frontend.pages.access.queries import ways
from frontend.reader import Reader
from frontend.scope.persons import persons


async def tell(node: Node, db: Connection, person: UUID, id: UUID) -> None:
    """To the address they come in with, and to the one they gave when they were registered."""
    for address in await addresses(node, db, person):
        await send(node, address, "recovery-notice", {}, "it", uuid5(id, address))


async def addresses(node: Node, db: Connection, person: UUID) -> tuple[str, ...]:
    proven, known = ways(db, person).address, persons(db, [person]).get(person)
    found = (proven.address if proven else None, known.email if known else None)
    boxes: list[Kept] = [it for it in found if it]
    oneself = Reader(person, Role.SELF, node.settings.partnership, "it", node.today())
    words = (await node.door.lens(oneself, {"boxes": boxes})).words
    return tuple(dict.fromkeys(str(words[place(it)]) for it in boxes if place(it) in words))
