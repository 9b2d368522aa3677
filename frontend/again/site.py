"""The web app, which looks first whether it has just made this very page for this very session."""

from typing import Any

from litestar import Litestar
from litestar.types import LifeSpanReceive, LifeSpanScope, LifeSpanSend, Receive, Scope, Send

from frontend.again.answering import Again
from frontend.again.memory import key
from frontend.node import Node


class Site(Litestar):
    def __init__(self, *args: Any, node: Node, **more: Any) -> None:
        super().__init__(*args, **more)
        self.state.node = node
        self.state.again = Again(node)

    async def __call__(
        self, scope: Scope | LifeSpanScope, receive: Receive | LifeSpanReceive, send: Send | LifeSpanSend
    ) -> None:
        asked = key(scope)
        again: Again = self.state.again
        if asked is None or not await again.answered(asked, scope, send):  # type: ignore[arg-type]
            with again.watching(asked, scope, send) as sending:  # type: ignore[arg-type]
                await super().__call__(scope, receive, sending)
