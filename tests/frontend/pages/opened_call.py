"""A small real house with an open call: the services of the way in, beside those the web tests always have."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, timedelta
from uuid import UUID

from events.intake.call import PublishCall
from events.intake.rule import YOUTH_CALL_2023
from events.network.identity import PersonalData
from events.network.member import GrantRole, member_of
from events.network.person import RegisterPerson
from events.role import Role
from services.intake.service import app as intake
from services.kernel.runtime import service
from services.matching.policy import react
from services.matching.service import app as matching
from tests.frontend.house import LONG_AGO, House
from tests.people import CALL, ELENA, MARTA

GRID = "0" * 64


@asynccontextmanager
async def open_call(web: House) -> AsyncIterator[House]:
    async with AsyncExitStack() as running:
        # Of their own, as in the house itself.
        entrance = service("intake", deciders=intake.deciders)
        rooms = service("matching", deciders=matching.deciders, react=react, listens=("intake",))
        for each in (entrance, rooms):
            await each.start(web.settings)
            running.push_async_callback(each.stop)
        await at_the_desk(web)
        await publish(web, CALL, web.node.today())
        yield web


async def at_the_desk(web: House) -> None:
    """Elena, who listens at the Info Point."""
    data = PersonalData(first_name=ELENA.first_name, last_name=ELENA.last_name, birth_date=ELENA.born)
    await web.caught_up(
        await web.ask(RegisterPerson(stream=ELENA.id, dossier=ELENA.id, identity=data), "public", ELENA.id)
    )
    grant = GrantRole(stream=member_of(ELENA.id), dossier=ELENA.id, role=Role.INFO_POINT, since=LONG_AGO)
    await web.caught_up(await web.ask(grant, "coordinator", MARTA.id))


async def publish(web: House, call: UUID, today: date) -> None:
    command = PublishCall(
        stream=call, dossier=call, title="Abitare insieme", opens=today, closes=today + timedelta(days=20),
        grid_hash=GRID, rule=YOUTH_CALL_2023,
    )  # fmt: skip
    await web.caught_up(await web.ask(command, "coordinator", MARTA.id))
