"""What somebody is called before they are in: the first name and nothing else, opened with their own eyes."""

from sqlite3 import Connection
from uuid import UUID

from events.role import Role
from frontend.door import place
from frontend.node import Node
from frontend.reader import Reader
from frontend.scope.persons import persons


async def first_name(node: Node, db: Connection, person: UUID) -> str:
    """Empty while no key is lent, and for who was erased."""
    known = persons(db, [person]).get(person)
    if known is None:
        return ""
    oneself = Reader(known.id, Role.SELF, node.settings.partnership, "it", node.today())
    lens = await node.door.lens(oneself, {"name": known.first_name})
    return str(lens.words.get(place(known.first_name), ""))
