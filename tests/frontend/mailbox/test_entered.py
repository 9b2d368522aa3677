"""Who came in with an item is judged anew as soon as anything at all has changed."""

from datetime import date
from typing import Any
from uuid import uuid4

from events.network.identity import PersonalData
from events.network.person import RegisterPerson
from events.role import Role
from frontend.entrance import reader
from frontend.mailbox.entered import Door
from tests.frontend.house import House
from tests.people import MARTA


async def came_in(web: House) -> tuple[Door, dict[str, Any]]:
    _, session = await web.node.sessions.begin(MARTA.id, Role.COORDINATOR, "it")
    door, state = Door(), {"session": session, "locale": "it", "since": 1}
    assert not door.open(web.node, {})
    door.note({**state, "reader": reader(web.node, session, "it")})
    return door, state


async def test_while_nothing_changes_it_is_known_and_never_the_same_reader_twice(web: House) -> None:
    door, state = await came_in(web)
    one: dict[str, Any] = {}
    other: dict[str, Any] = {}

    assert door.open(web.node, one)
    assert door.open(web.node, other)
    assert one.items() >= state.items()
    assert one["reader"] == other["reader"]
    assert one["reader"].judged is not other["reader"].judged


async def test_any_fact_and_any_change_of_the_session_make_it_unknown(web: House) -> None:
    by_fact, _ = await came_in(web)
    data = PersonalData(first_name="Nora", last_name="Prova", birth_date=date(1999, 4, 3))
    who = uuid4()
    new = RegisterPerson(stream=who, dossier=who, identity=data)
    await web.caught_up(await web.ask(new, "coordinator", MARTA.id))
    assert not by_fact.open(web.node, {})

    by_session, state = await came_in(web)
    await web.node.sessions.close(state["session"], "device")
    assert not by_session.open(web.node, {})


async def test_nobody_signed_in_is_never_remembered(web: House) -> None:
    door = Door()
    assert not door.open(web.node, {})
    door.note({"session": None, "locale": "it", "since": 1, "reader": reader(web.node, None, "it")})

    assert not door.open(web.node, {})
