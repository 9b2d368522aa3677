"""Pages of fifty rows for a coordinator: people with sealed values opened, each look recorded, and points without.

Beside them a plain string.

`python -m deploy.bench.fifty` serves both until it is killed; where, and under which cookie, is in `fifty.json`.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import Any
from uuid import uuid5

import structlog
import uvicorn
from litestar import Litestar, Response, get
from litestar.params import FromPath

from deploy.bench.asks import COORDINATOR, ORGANISATIONS, SPACE, Asking
from events.envelope import Reply
from events.network.identity import PersonalData
from events.network.person import RegisterPerson
from events.role import Role
from frontend.app import create_app
from frontend.asked import AReader, Asked, Db
from frontend.node import Node
from frontend.permissions import SIGNED_IN
from frontend.scope.persons import persons
from frontend.showing import show
from frontend.templating import environment
from services.kernel.settings import Settings
from services.network.service import app as network
from services.vault.service import Vault
from tests.parts.free_port import free_port

FEW = 5
PEOPLE = tuple(uuid5(SPACE, f"person {n}") for n in range(50))
WORDS = "Cinquanta persone, ma senza parole loro."


@get("/cinquanta", opt={"can": SIGNED_IN, "again": True})
async def fifty(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    people = list(persons(db, PEOPLE).values())
    return await show(request, reader, "fifty.html", {"people": people})


@get("/cinquanta/copia", opt={"can": SIGNED_IN, "offline": True})
async def kept(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """The same page where a phone may keep it: its worker asks whether its copy still says the same."""
    people = list(persons(db, PEOPLE).values())
    return await show(request, reader, "fifty.html", {"people": people})


@get("/sportelli-aperti", opt={"can": SIGNED_IN, "again": True})
async def open_points(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """Nothing private: what is public in the network, from the read model."""
    return await show(request, reader, "points.html", {"points": rows_of(db, len(PEOPLE))})


@get("/sportelli-aperti/righe/{many:int}", opt={"can": SIGNED_IN})
async def open_rows(request: Asked, reader: AReader, db: Db, many: FromPath[int]) -> Response[Any]:
    """So many rows of it, for htmx to put in."""
    return await show(request, reader, "rows.html", {"points": rows_of(db, many)})


def rows_of(db: Connection, many: int) -> list[Any]:
    return db.execute("SELECT name, place FROM network_points ORDER BY name LIMIT ?", (many,)).fetchall()


@get("/semplice")
async def plain() -> str:
    return WORDS


def registered(asking: Asking, n: int) -> tuple[str, bytes]:
    data = PersonalData(
        first_name=f"Nome{n}", last_name=f"Cognome{n}", birth_date=date(1990, 1, 1), phone=f"0583 {n:06}"
    )
    return asking.ask(RegisterPerson(stream=PEOPLE[n], dossier=PEOPLE[n], identity=data))


def told(asking: Asking) -> Iterator[tuple[str, bytes]]:
    yield from (registered(asking, n) for n in range(len(PEOPLE)))
    yield from (asking.enrolled(it) for it in ORGANISATIONS[:FEW])
    yield from (asking.point(ORGANISATIONS[n % FEW]) for n in range(len(PEOPLE)))


async def serve(settings: Settings) -> None:
    """Until killed."""
    environment().loader.searchpath.append(str(Path(__file__).parent))  # type: ignore[union-attr]
    async with AsyncExitStack() as running:
        for part in (Vault(), network):
            await part.start(settings)
            running.push_async_callback(part.stop)
        app = create_app(settings, extra_pages=(fifty, kept, open_points, open_rows))
        ports, tasks = {"house": free_port(), "bare": free_port()}, list[asyncio.Task[None]]()
        bare = Litestar([plain], openapi_config=None)
        for served, port in ((app, ports["house"]), (bare, ports["bare"])):
            config = uvicorn.Config(served, port=port, log_level="error", access_log=False)
            tasks.append(asyncio.create_task(uvicorn.Server(config).serve()))
        node: Node = app.state.node
        await filled(node, Asking(settings))
        cookie, _ = await node.sessions.begin(COORDINATOR, Role.COORDINATOR, "it")
        (settings.data / "fifty.json").write_text(json.dumps({**ports, "cookie": cookie}))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


async def filled(node: Node, asking: Asking) -> None:
    """A coordinator and fifty people, and the read model knows them."""
    while not node.projector.alive:
        await node.pulse.wait(0.05)
    reply: Reply | None = None
    for subject, body in (*asking.beginning(), *told(asking)):
        answer = await node.bus.client.request(subject, body, timeout=5)
        reply = Reply.model_validate_json(answer.data)
    assert reply
    assert await node.readmodel.reached(reply.context, reply.position, 10)


if __name__ == "__main__":
    # The first line it prints says that it is ready.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=sys.stderr))
    asyncio.run(serve(Settings()))
