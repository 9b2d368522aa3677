"""The newest signed head of the partnership's log, as history tells it."""

import json
from base64 import b64decode

from nats.errors import Error as NatsError
from pydantic_core import to_json

from frontend.asked import Asked
from frontend.bus import Unreachable, answered
from frontend.node import node_of


async def head(request: Asked, partnership: str) -> tuple[int, bytes]:
    """Size and root (32 B) of the newest C2SP checkpoint. Raises Unreachable, also before the first is signed."""
    try:
        answer = await answered(
            node_of(request).bus.client, "casa.history.checkpoint", to_json({"partnership": partnership})
        )
        _, size, root, *_ = json.loads(answer)["note"].split("\n")
        return int(size), b64decode(root, validate=True)
    except (NatsError, OSError, ValueError, KeyError, AttributeError) as error:
        raise Unreachable("history") from error
