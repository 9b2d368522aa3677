"""A phone as the house sees it: a session, a queue of its own, and what it was answered."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from frontend.ids import uuid7
from frontend.mailbox.user import page_user
from tests.frontend.house import House, reader_of
from tests.people import Person

FROM_HERE = {"x-casa": "outbox", "origin": "http://localhost"}


@dataclass
class Phone:
    client: httpx.AsyncClient
    user: str

    async def send(self, *items: Any, **more: Any) -> httpx.Response:
        body = json.dumps({"user": self.user, "items": list(items), **more})
        headers = {**FROM_HERE, "content-type": "application/json"}
        return await self.client.post("/invii", content=body, headers=headers)

    async def told(self, *items: Any) -> list[dict[str, Any]]:
        """What became of each."""
        answer = await self.send(*items)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    async def outcomes(self, *items: Any) -> list[str]:
        return [it["outcome"] for it in await self.told(*items)]


@asynccontextmanager
async def phone(made: House, person: Person) -> AsyncIterator[Phone]:
    async with made.browser(person) as client:
        yield Phone(client, page_user(made.node, await reader_of(made, person)))


def kept(action: str, id: UUID | None = None, at: datetime | None = None, **more: Any) -> dict[str, Any]:
    """An item whose ``fields`` are given by name."""
    fields = more.pop("fields", {})
    when = (at or datetime.now(UTC)).isoformat()
    pairs = [[name, text] for name, text in fields.items()]
    return {"id": str(id or uuid7()), "action": action, "fields": pairs, "occurred_at": when, **more}
