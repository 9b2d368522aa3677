"""A web node in which people of the demo are signed in: `python -m deploy.bench.signed_in`.

Where, and under which cookies, is in `signed-in.json` once its read model has taken all there is.
"""

import asyncio
import json
import sys

import structlog
import uvicorn

from frontend.app import create_app
from frontend.node import Node
from frontend.signing_in.roles import first_role
from services.kernel.settings import Settings
from tests.parts.free_port import free_port
from tests.people import AHMED, SARA, Person

PLACE = "signed-in.json"
PEOPLE = {"ahmed": AHMED, "sara": SARA}


async def serve(settings: Settings) -> None:
    """Until killed."""
    app, port = create_app(settings), free_port()
    config = uvicorn.Config(app, port=port, log_level="error", access_log=False)
    serving = asyncio.create_task(uvicorn.Server(config).serve())
    node: Node = app.state.node
    while not node.projector.alive or any(node.projector.lag.values()):
        await node.pulse.wait(0.1)
    cookies = {name: f"casa={await session(node, who)}" for name, who in PEOPLE.items()}
    place = {"url": f"http://127.0.0.1:{port}", "cookies": cookies}
    (settings.data / PLACE).write_text(json.dumps(place))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await serving


async def session(node: Node, who: Person) -> str:
    role, organisation = first_role(node.readmodel.connection(), who.id, node.today())
    cookie, _ = await node.sessions.begin(who.id, role, "it", organisation)
    return cookie


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=sys.stderr))
    asyncio.run(serve(Settings()))
