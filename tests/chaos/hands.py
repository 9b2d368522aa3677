"""The ways of people: one tap on a persona, then forms, and what a phone kept (POST /invii)."""

import json
import random
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from deploy.demo.story.accompaniment import visit_of
from tests.chaos.asks import VITO, new_id
from tests.chaos.bus import Unknown
from tests.frontend.pages.posting import filled
from tests.people import AHMED, GIULIA, MARCO, SARA, Person
from tests.system.signing_in import hidden

FACE, GOALS, NOTES = "/come-sto", "/obiettivi", f"/visite/{visit_of(VITO, 0)['stream']}/note"
TOPICS = {
    FACE: "accompaniment.TellMood",
    GOALS: "accompaniment.SetGoal",
    NOTES: "accompaniment.WriteNote",
}
BY_FORM = {"form Ahmed": (AHMED, GOALS), "form Marco": (MARCO, GOALS), "form Giulia": (GIULIA, FACE)}
BY_PHONE = {"phone Sara": (SARA, NOTES), "phone Giulia": (GIULIA, FACE)}
SIGNED_OUT = (401, 403, 404)
"""Without a session a form answers as if it were not there: signed in again, the same is sent again."""


class Hand:
    """Somebody signed in at one web node, who goes to the next one when it does not answer."""

    def __init__(self, who: Person, action: str, nodes: tuple[str, ...], first: int) -> None:
        self.who, self.action, self.nodes, self.at = who, action, nodes, first
        self.client: httpx.AsyncClient | None = None
        self.user = ""
        self.form: dict[str, Any] = {}

    async def post(self, id: UUID, typed: dict[str, str]) -> tuple[bool, str]:
        """As the form's button does. Raises Unknown."""
        try:
            phone = await self.signed_in()
            page = await phone.get(self.action.removesuffix("/note"))
            self.form = filled(page, self.action) if page.status_code == 200 else self.form
            body = {**self.form, **typed, "command_id": str(id)}
            return await self.understood(await phone.post(self.action, data=body))
        except (httpx.HTTPError, AssertionError) as error:
            raise await self.elsewhere(error) from error

    async def understood(self, answer: httpx.Response) -> tuple[bool, str]:
        if answer.status_code == 303 and not answer.headers["location"].startswith("/entra"):
            return True, ""
        if answer.status_code in SIGNED_OUT or answer.status_code == 303:
            await self.leave()
        if answer.status_code in (400, 422):
            return False, f"{answer.status_code}"
        raise Unknown(str(answer.status_code))

    async def send(self, items: dict[UUID, dict[str, str]]) -> dict[UUID, str]:
        """Many at once, as a phone does: what became of each. Raises Unknown."""
        now = datetime.now(UTC).isoformat()
        said = [
            {"id": str(id), "action": self.action, "fields": list(typed.items()), "occurred_at": now}
            for id, typed in items.items()
        ]
        try:
            phone = await self.signed_in()
            body = json.dumps({"user": self.user, "items": said})
            headers = {"x-casa": "outbox", "content-type": "application/json"}
            answer = await phone.post("/invii", content=body, headers=headers)
        except (httpx.HTTPError, AssertionError, KeyError, ValueError) as error:
            raise await self.elsewhere(error) from error
        if answer.status_code != 200:
            await self.leave()
            raise Unknown(str(answer.status_code))
        return {UUID(it["id"]): it["outcome"] for it in answer.json()["results"]}

    async def signed_in(self) -> httpx.AsyncClient:
        if self.client is None:
            node = self.nodes[self.at % len(self.nodes)]
            client = httpx.AsyncClient(base_url=node, timeout=12, headers={"origin": node})
            page = await client.get("/demo")
            answer = await client.post("/demo", data={**hidden(page.text), "who": str(self.who.id)})
            assert answer.status_code == 303, answer.status_code
            self.user = (await client.get("/pacchetto", headers={"x-casa": "bundle"})).json()["user"]
            self.client = client
        return self.client

    async def elsewhere(self, error: Exception) -> Unknown:
        await self.go_on()
        return Unknown(type(error).__name__)

    async def go_on(self) -> None:
        """To the next node."""
        await self.leave()
        self.at += 1

    async def leave(self) -> None:
        if self.client is not None:
            await self.client.aclose()
        self.client = None


def typed(action: str, dice: random.Random) -> dict[str, str]:
    """What they fill in."""
    match action:
        case "/come-sto":
            return {"face": str(dice.randint(1, 5))}
        case "/obiettivi":
            return {"wording": "Prendere il treno", "area": "home-life", "goal": str(new_id(dice))}
        case _:
            return {"note": str(new_id(dice)), "section": "home", "visibility": "team", "text": "Tutto bene."}
