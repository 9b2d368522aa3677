"""The way into an empty house: a link that works once and makes its first coordinator."""

import json
import secrets
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from events.envelope import Refusal, Reply
from events.message import Command
from events.network.identity import PersonalData
from events.network.member import GrantRole, member_of
from events.network.person import RegisterPerson
from events.role import Role
from frontend.bus import Unreachable
from frontend.node import FirstCoordinator, Node
from frontend.reader import Reader
from services.kernel.rights import Rights
from services.kernel.secret_file import write_secret
from services.kernel.settings import Settings
from services.kernel.store import Store


def nobody_yet(settings: Settings) -> bool:
    """Asks the store of the network itself, while no process of it lives here."""
    store = Store("network", settings.store, settings.data)
    try:
        return Rights(store, {}).nobody_yet()
    finally:
        store.close()


def link(settings: Settings) -> str:
    """A new one at every start while nobody coordinates; only its hash is kept."""
    return f"http://localhost:{settings.port}/primo-accesso/{token_kept(settings.secrets)}"


def token_kept(folder: Path) -> str:
    token = secrets.token_urlsafe(24)
    known = json.dumps({"hash": sha256(token.encode()).hexdigest()})
    write_secret(folder / "first-run.json", known.encode())
    return token


def making(node: Node) -> FirstCoordinator:
    """What the page behind the link does. A second try after a cut is the same person and the same commands."""
    person = uuid4()

    async def make(first_name: str, last_name: str, birth_date: date) -> UUID:
        identity = PersonalData(first_name=first_name, last_name=last_name, birth_date=birth_date)
        await said(
            node, person, Role.PUBLIC, RegisterPerson(stream=person, dossier=person, identity=identity)
        )
        grant = GrantRole(stream=member_of(person), dossier=person, role=Role.COORDINATOR, since=node.today())
        reply = await said(node, UUID(int=0), Role.SYSTEM, grant)
        await node.readmodel.reached(reply.context, reply.position, 2.0)
        return person

    return make


async def said(node: Node, actor: UUID, role: Role, command: Command) -> Reply:
    """Raises Refusal or Unreachable."""
    reader = Reader(actor, role, node.settings.partnership, "it", node.today())
    reply = await node.bus.ask(reader, command, uuid5(command.stream, command.TOPIC), None, {})
    if reply.outcome == "refused":
        raise Refusal(reply.reason or "command.refused", reply.field)
    if not reply.accepted:
        raise Unreachable(reply.reason)
    return reply
