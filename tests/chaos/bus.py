"""The way of a web node itself: a signed request on the message server, and its answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from nats.aio.client import Client
from nats.errors import Error as NatsError

from deploy.nats import server
from events.envelope import Ask, Reply
from services.kernel import courier
from services.kernel.claims import Claim, sign
from services.kernel.settings import Settings
from tests.chaos.asks import Wish
from tests.people import PARTNERSHIP

PATIENCE = 5.0


class Unknown(Exception):
    """Nobody said what became of it: it may have been done, or not, or still be on its way."""


class Bus:
    """One connection, made anew where the message server has moved."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._client: Client | None = None
        self._address = ""

    async def ask(self, wish: Wish, id: UUID) -> tuple[bool, str]:
        """Whether it was accepted, and the reason if not. Raises Unknown."""
        try:
            client = await self.client()
            answer = await client.request(
                f"casa.commands.{wish.command.TOPIC}", self.said(wish, id), timeout=PATIENCE
            )
            reply = Reply.model_validate_json(answer.data)
        except (NatsError, OSError, ValueError) as error:
            raise Unknown(type(error).__name__) from error
        if reply.outcome == "unavailable":
            raise Unknown(str(reply.reason))
        return reply.accepted, f"{reply.reason} {reply.field or ''}"

    async def client(self) -> Client:
        address = here(self.data)
        if self._client is None or address not in ("", self._address):
            await self.close()
            self._address = address
            self._client = await courier.connect(Settings(data=self.data, nats=address), "frontend")
        return self._client

    def said(self, wish: Wish, id: UUID) -> bytes:
        now, command = datetime.now(UTC), wish.command
        claim = Claim(
            person=wish.by.id, role=wish.by.role, partnership=PARTNERSHIP, context=command.context(),
            until=now + timedelta(minutes=5),
        )  # fmt: skip
        signed = sign(claim, Settings(data=self.data).claim_signing_key)
        return Ask(
            command_id=id, topic=command.TOPIC, version=command.VERSION, body=command.model_dump(mode="json"),
            claim=signed, occurred_at=now, received_at=now,
        ).model_dump_json().encode()  # fmt: skip

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
        self._client = None


def here(data: Path) -> str:
    """Where the message server is, by the note written last; empty while it is starting."""
    notes = sorted(server.folder_of(data).glob("*.ports"), key=lambda it: it.stat().st_mtime, reverse=True)
    return next(filter(None, map(server.written_address, notes)), None) or ""
