"""What a phone kept outlives its device, its person, five hundred changes and the release it was written on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.network.identity import PersonalData
from events.network.person import CorrectIdentity, RegisterPerson
from events.role import Role
from frontend.app import create_app
from frontend.app import running as node_running
from frontend.entrance import reader as entrance_reader
from frontend.mailbox import admission
from frontend.signing_in import judging
from tests.frontend.example import projection, views
from tests.frontend.house import House
from tests.frontend.mailbox.phone import Phone, kept, phone
from tests.frontend.mailbox.stored import stored
from tests.people import MARTA

BORN = {"birth_date-day": "3", "birth_date-month": "4", "birth_date-year": "1999"}
CHANGES = 500


async def somebody(web: House) -> UUID:
    """New, so that what is written of them touches nobody else's page."""
    who = uuid4()
    data = PersonalData(first_name="Nora", last_name="Prova", birth_date=datetime(1999, 4, 3).date())
    await web.caught_up(
        await web.ask(RegisterPerson(stream=who, dossier=who, identity=data), "coordinator", MARTA.id)
    )
    return who


def of(who: UUID, surname: str, **more: Any) -> dict[str, Any]:
    fields = {"first_name": "Nora", "last_name": surname, **BORN, **more.pop("said", {})}
    return kept(f"/esempio/{who}", fields=fields, **more)


async def test_a_draft_of_a_device_that_was_closed_is_not_taken_and_the_phone_learns_why(
    web: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, device = await somebody(web), uuid4()
    async with phone(web, MARTA) as hers:
        hers.client.cookies.set("casa", await signed_in_on(web, device), domain="")
        monkeypatch.setattr(
            judging, "ended_at", lambda db, asked: datetime.now(UTC) if asked == device else None
        )
        item = of(who, "Tolta")
        answer = await hers.send(item)

    assert (answer.status_code, answer.headers["x-session"]) == (401, "ended")
    assert stored(web, item["id"]) == []


async def signed_in_on(web: House, device: UUID) -> str:
    cookie, _ = await web.node.sessions.begin(MARTA.id, Role.COORDINATOR, "it", device=device)
    return cookie


async def test_a_draft_of_somebody_who_was_erased_is_not_taken_and_their_phone_is_told_to_wipe(
    web: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await somebody(web)
    async with phone(web, MARTA) as hers:
        monkeypatch.setattr(judging, "disposed", lambda db, person: person == MARTA.id)
        item = of(who, "Cancellata")
        answer = await hers.send(item)

    assert (answer.status_code, answer.headers["x-session"]) == (401, "ended")
    assert stored(web, item["id"]) == []


async def test_a_draft_five_hundred_changes_old_is_shown_beside_what_is_there_now(web: House) -> None:
    who = await somebody(web)
    await asyncio.gather(*(changed(web, who, n) for n in range(CHANGES)))
    async with phone(web, MARTA) as hers:
        late, known = of(who, "Vecchia", said={"version": "1"}), of(who, "Adesso", said={"version": "501"})
        results = await hers.told(late, known)

    assert [it["outcome"] for it in results] == ["conflict", "accepted"]
    assert results[0]["compare"].endswith("?dal=1")
    assert [len(stored(web, it["id"])) for it in (late, known)] == [0, 1]


async def changed(web: House, who: UUID, n: int) -> None:
    data = PersonalData(first_name="Nora", last_name=f"Prova {n}", birth_date=datetime(1999, 4, 3).date())
    command = CorrectIdentity(stream=who, dossier=who, identity=data, reason="misspelt")
    assert (await web.ask(command, "self", who)).accepted


@asynccontextmanager
async def newer(web: House) -> AsyncIterator[House]:
    """A web node of the next release on the same house: its form has another shape, and it knows the old one."""
    app = create_app(
        web.settings, extra_pages=tuple(views.handlers), extra_projections=(projection.projection,)
    )
    async with node_running(app.state.node):
        made = House(web.settings, app, web.nats)
        async with asyncio.timeout(30):
            while entrance_reader(made.node, None, "it").db is None:
                await asyncio.sleep(0.02)
        yield made


async def test_while_one_node_is_new_and_one_is_old_each_item_is_taken_once(
    web: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await somebody(web)
    checked = admission.check_form

    def by_release(mark: Any, handler: Any) -> None:
        shape = {"form_v": 2, "lifts": {1: lambda fields: fields}} if here["new"] else {"form_v": 1}
        checked(mark, SimpleNamespace(opt={**handler.opt, **shape}))  # type: ignore[arg-type]

    here = {"new": False}
    monkeypatch.setattr("frontend.guard.check_form", by_release)
    items = [of(who, f"Turno {n}", form_v=1 + n % 2) for n in range(8)]
    async with newer(web) as beside, phone(web, MARTA) as old, phone(beside, MARTA) as new:
        waiting = {it["id"]: it for it in items}
        for turn in range(6):
            here["new"] = bool(turn % 2)
            line: Phone = new if here["new"] else old
            told = await line.told(*waiting.values()) if waiting else []
            assert {it["outcome"] for it in told} <= {"accepted", "unknown"}
            waiting = {it["id"]: waiting[it["id"]] for it in told if it["outcome"] == "unknown"}

    assert waiting == {}
    assert [len(stored(web, it["id"])) for it in items] == [1] * 8
