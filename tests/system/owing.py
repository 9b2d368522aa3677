"""A turn of today that is somebody's and not done yet, whatever day it is and whatever other tests have done."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from uuid import UUID

from deploy.demo.calendar import ZONE
from events.message import Command
from events.pacts.duties import AgreeSwap, AskSwap, UndoDuty, duties_of
from tests.people import AHMED, COHABITATION_SAN_VITO, MARCO, Person
from tests.system.asking import asking
from tests.system.house import House

HOME = COHABITATION_SAN_VITO
PAIR = {str(it.id): it for it in (AHMED, MARCO)}
TURN = "SELECT id, owner FROM turns_turns WHERE home = ? AND day = ? ORDER BY owner = ? DESC, id LIMIT 1"
DOERS = "SELECT person FROM turns_done WHERE turn = ?"


async def owes(house: House, person: Person) -> UUID:
    """Dishes are done every day: where no turn of today is theirs, the other gives one."""
    turn, owner, doers = of_today(house, person)
    own = {"stream": duties_of(HOME), "dossier": HOME, "turn": turn}
    told: list[tuple[Person, Command]] = [(it, UndoDuty(**own, person=it.id)) for it in doers]
    if owner != person:
        told += [
            (owner, AskSwap(**own, person=owner.id, other=person.id)),
            (person, AgreeSwap(**own, person=person.id)),
        ]
    async with asking(house.data) as asker:
        for who, command in told:
            await asker.ask(who, command)
    async with asyncio.timeout(30):
        while of_today(house, person) != (turn, person, []):
            await asyncio.sleep(0.05)
    return turn


def of_today(house: House, person: Person) -> tuple[UUID, Person, list[Person]]:
    """A turn, one of theirs if there is one; whose it is, and who has done it."""
    read = house.data / "read"
    address = f"file:{read / (read / 'current').read_text()}?mode=ro"
    asked = (str(HOME), datetime.now(ZONE).date().isoformat(), str(person.id))
    with closing(sqlite3.connect(address, uri=True)) as db:
        turn, owner = db.execute(TURN, asked).fetchone()
        return UUID(turn), PAIR[owner], [PAIR[it] for (it,) in db.execute(DOERS, (turn,))]
