"""The web app of one node: its parts are started and stopped with it."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from litestar import Litestar, Request
from litestar.di import Provide

from frontend import door, live, pictograms, templating
from frontend.again.site import Site
from frontend.asked import AReader
from frontend.bus import Bus
from frontend.csrf import Guardian
from frontend.door import Door
from frontend.entrance import Entrance
from frontend.errors import handlers as problems
from frontend.guard import guard
from frontend.headers import add_headers
from frontend.keys import BorrowedKeys
from frontend.looks.book import Book
from frontend.mailbox.doors import handlers as mailbox
from frontend.node import Node
from frontend.packing import PAGES as PACKED
from frontend.pages import handlers as pages
from frontend.pages import projections
from frontend.phone import releases
from frontend.projecting import Projection
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.reader import Reader
from frontend.readmodel import Preparing, ReadModel
from frontend.running import run_parts
from frontend.session import Sessions
from frontend.signing_in.buckets import buckets
from frontend.signing_in.lasting import lasting
from frontend.static_files import handlers as static_files
from services.kernel.settings import Settings

BODY = 256 * 1024

log = structlog.get_logger()


def create_app(
    settings: Settings,
    stopping: asyncio.Event | None = None,
    *,
    extra_pages: tuple[Any, ...] = (),
    extra_projections: tuple[Projection, ...] = (),
    neighbours: Callable[[], dict[str, Any]] = dict,
) -> Litestar:
    """Starts at once: pages say that they are being prepared until the read model is there.

    `stopping` is to be set before the server is asked to stop, or open live pages hold it up.
    """
    node = make_node(settings, (*projections(), *extra_projections), neighbours)
    node.stopping = stopping or node.stopping
    app = Site(
        [*static_files, live.news, *mailbox(), *pages(), *extra_pages],
        middleware=[Entrance],
        compression_config=PACKED,
        guards=[guard],
        dependencies={"reader": Provide(provide_reader), "db": Provide(provide_db)},
        exception_handlers=problems,
        before_send=[add_headers],
        lifespan=[lambda _: running(node)],
        request_max_body_size=BODY,
        openapi_config=None,
        logging_config=None,
        debug=False,
        node=node,
    )
    return app


def make_node(
    settings: Settings, shapes: tuple[Projection, ...], neighbours: Callable[[], dict[str, Any]]
) -> Node:
    door.install(templating.environment())
    pictograms.Photos.folder = settings.pictures
    secret = derived(settings)
    pulse = Pulse()
    bus = Bus(settings)
    readmodel = ReadModel(settings.data / "read", shapes, pulse)
    return Node(
        settings=settings,
        bus=bus,
        readmodel=readmodel,
        projector=Projector(lambda: bus.client, readmodel),
        sessions=Sessions(lambda: bus.client, lasting(settings)),
        buckets=buckets(lambda: bus.client),
        door=Door(BorrowedKeys(bus), secret(b"pseudonyms")),
        looks=Book(settings, lambda: bus.client),
        guardian=Guardian(secret(b"forms")),
        pulse=pulse,
        phones=secret(b"phones"),
        neighbours=neighbours,
    )


def derived(settings: Settings) -> Callable[[bytes], bytes]:
    """Keys for other purposes from the one secret every web node shares."""
    root = settings.claim_signing_key.private_bytes_raw()
    return lambda purpose: hmac.digest(root, b"casa " + purpose, "sha256")


async def provide_reader(request: Request[Any, Any, Any]) -> Reader:
    reader: Reader = request.scope["state"]["reader"]
    return reader


async def provide_db(reader: AReader) -> Any:
    """The read connection of this request. Raises Preparing."""
    if reader.db is None:
        raise Preparing
    return reader.db


@asynccontextmanager
async def running(node: Node) -> AsyncIterator[None]:
    releases.keep(node.settings.data)
    task = asyncio.create_task(run_parts(node), name="frontend")
    try:
        yield
    finally:
        node.stopping.set()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        node.looks.stop()
        await node.bus.close()
