"""PINs beside a real message server, vault and service: tries are counted once for all web nodes."""

import asyncio
import re
from uuid import UUID

import pytest

from deploy import secrets
from frontend.app import create_app
from frontend.app import running as node_running
from frontend.scope.pins import pin
from frontend.signing_in.pins import check, matches, tried, verifier
from services.kernel.settings import Settings
from tests.frontend.example import projection
from tests.frontend.house import House
from tests.people import GIULIA, ROSA, UGO, Person

RIGHT, WRONG = "48213", "11119"


async def set_pin(web: House, person: Person, digits: str = RIGHT) -> None:
    async with web.browser(person) as client:
        typed = {"pin": digits, "again": digits, "_csrf_token": await web.token(client)}
        answer = await client.post("/profilo/pin", data=typed)
    assert (answer.status_code, answer.headers.get("location", "")[:12]) == (303, "/profilo/pin")


async def test_a_pin_opens_for_its_owner_and_a_wrong_one_for_nobody(web: House):
    await set_pin(web, GIULIA)

    assert await check(web.node, GIULIA.id, RIGHT)
    assert not await check(web.node, GIULIA.id, WRONG)
    assert not await check(web.node, UGO.id, RIGHT)


async def test_ten_wrong_ones_at_once_on_two_nodes_lock_it_and_a_new_one_frees_it(web: House):
    await set_pin(web, ROSA)
    other = create_app(web.settings, extra_projections=(projection.projection,)).state.node
    async with node_running(other):
        await until_known(other, ROSA.id)
        answers = await asyncio.gather(
            *(tried(node, ROSA.id, f"9{n:04}") for n in range(15) for node in (web.node, other))
        )
        assert await tried(other, ROSA.id, RIGHT) == "locked"

    assert answers.count("wrong") <= 9
    assert "right" not in answers
    async with web.browser(ROSA) as client:
        assert "bloccato" in (await client.get("/profilo/pin")).text
    await set_pin(web, ROSA, "70254")
    assert await check(web.node, ROSA.id, "70254")


async def until_known(node, person: UUID) -> None:
    async with asyncio.timeout(30):
        while node.bus.lost_at or pin(node.readmodel.connection(), person) is None:
            await asyncio.sleep(0.05)


async def test_right_ones_in_between_never_lock(web: House):
    await set_pin(web, GIULIA)
    answers = [await check(web.node, GIULIA.id, digits) for digits in (WRONG, RIGHT) * 8]

    assert answers == [False, True] * 8


async def test_the_digits_stand_nowhere_and_the_hash_is_of_no_use_without_the_house(web: House, tmp_path):
    await set_pin(web, GIULIA)
    secrets.make(tmp_path)
    elsewhere = Settings(data=tmp_path)
    kept = verifier(RIGHT, GIULIA.id, web.settings)

    assert matches(kept, RIGHT, GIULIA.id, web.settings)
    assert not matches(kept, RIGHT, UGO.id, web.settings)
    assert not matches(kept, RIGHT, GIULIA.id, elsewhere)
    assert "scrypt" not in pin(web.node.readmodel.connection(), GIULIA.id).verifier.model_dump_json()


@pytest.mark.parametrize(
    ("pin", "again", "field"),
    [("12345", "12345", "pin"), ("77777", "77777", "pin"), ("90909", "90909", "pin"), ("4821", "4821", "pin"),
     ("48213", "48214", "again"), ("4821a", "4821a", "pin")],
)  # fmt: skip
async def test_what_is_soon_guessed_or_not_typed_twice_is_no_pin(web: House, pin, again, field):
    async with web.browser(UGO) as client:
        typed = {"pin": pin, "again": again, "_csrf_token": await web.token(client)}
        answer = await client.post("/profilo/pin", data=typed)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert pin not in re.sub(r"12345\.", "", answer.text.partition("<main")[2])
