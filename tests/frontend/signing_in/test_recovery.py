"""Getting back in, beside real parts: two people, a day that survives a restart, a no at the last minute."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from deploy import secrets
from deploy.nats.server import NatsServer
from events.network.member import GrantRole, member_of
from events.network.outside_login import LinkOutsideLogin
from events.network.pin import SetPin, pin_of
from events.role import Role
from frontend.app import create_app
from frontend.app import running as node_running
from frontend.bus import Unreachable
from frontend.ids import uuid7
from frontend.pages.outside_login.projection import person_of
from frontend.pages.recovery.queries import of_person
from frontend.scope.pins import pin
from frontend.signing_in.judging import over
from frontend.signing_in.pins import verifier
from services.kernel import clock
from services.kernel.runtime import Service, service
from services.kernel.settings import Settings
from services.network.policy import dues
from services.network.service import app as network
from services.vault.service import Vault
from tests.frontend.house import LONG_AGO, House, people, ready
from tests.frontend.pages.posting import filled
from tests.parts.nats import running_nats
from tests.people import GIULIA, MARTA, PARTNERSHIP, ROSA, UGO, Person

CODE = re.compile(r'class="code-big">([A-Z0-9-]{14})<')


class Stood(House):
    """A house whose network service may be stopped and started again."""

    network: Service

    async def restart(self) -> None:
        await self.network.stop()
        await self.begin()

    async def begin(self) -> None:
        self.network = service("network", deciders=network.deciders, dues=dues)
        await self.network.start(self.settings)


@asynccontextmanager
async def stood(nats: NatsServer, data: Path) -> AsyncIterator[Stood]:
    secrets.make(data)
    (data / "secrets" / "nats.json").write_text(json.dumps(nats.passwords))
    settings = Settings(data=data, nats=nats.url, partnership=PARTNERSHIP)
    vault = Vault()
    await vault.start(settings)
    app = create_app(settings)
    made = Stood(settings, app, nats)
    await made.begin()
    async with node_running(app.state.node):
        await ready(made)
        await people(made)
        operator = GrantRole(stream=member_of(ROSA.id), dossier=ROSA.id, role=Role.OPERATOR, since=LONG_AGO)
        await made.caught_up(await made.ask(operator, "coordinator", MARTA.id))
        yield made
    await made.network.stop()
    await vault.stop()


@pytest.fixture(scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stood]:
    data = tmp_path_factory.mktemp("recovery")
    with running_nats(data) as nats:
        async with stood(nats, data) as made:
            yield made


@pytest.fixture(autouse=True)
def back_to_today() -> AsyncIterator[None]:
    yield
    clock.pretend(None)


@asynccontextmanager
async def staff(home: Stood, person: Person, role: Role) -> AsyncIterator[httpx.AsyncClient]:
    """Who has just given their second factor."""
    async with home.browser() as client:
        cookie, _ = await home.node.sessions.begin(person.id, role, "it", confirmed=datetime.now(UTC))
        client.cookies.set("casa", cookie)
        yield client


async def asked_and_confirmed(home: Stood, person: Person) -> str:
    """The code on the sheet that the second one printed."""
    path = f"/rientri/{person.id}"
    async with staff(home, ROSA, Role.OPERATOR) as rosa, staff(home, MARTA, Role.COORDINATOR) as marta:
        answer = await rosa.post(path, data=filled(await rosa.get(path), path))
        assert answer.status_code == 303, answer.text[-300:]
        assert "Hai già confermato" in (await rosa.get(path)).text
        sheet = await marta.post(f"{path}/conferma", data=filled(await marta.get(path), f"{path}/conferma"))
    return CODE.search(sheet.text)[1]


async def comes(home: Stood, code: str) -> httpx.Response:
    async with home.browser() as client:
        page = await client.get("/invito")
        who = await client.post("/invito", data=filled(page, "/invito", code=code))
        if who.status_code != 200:
            return who
        return await client.post("/invito/entra", data=filled(who, "/invito/entra"))


async def later(home: Stood, by: timedelta) -> None:
    clock.pretend(datetime.now(UTC) + by)
    await home.network.ticker.tick()
    await home.node.readmodel.reached("network", home.network.store.position, 5)


async def test_the_day_survives_a_restart_and_then_the_old_ways_are_gone(home: Stood):
    hashed = verifier("48213", UGO.id, home.settings)
    command = SetPin(stream=pin_of(UGO.id), dossier=UGO.id, verifier=hashed)
    await home.caught_up(await home.ask(command, "self", UGO.id))
    code = await asked_and_confirmed(home, UGO)
    async with home.browser(UGO) as ugo:
        warned = await ugo.get("/profilo/pin")
    too_soon = await comes(home, code)
    await home.restart()
    await later(home, timedelta(hours=23, minutes=59))
    still = pin(home.node.readmodel.connection(), UGO.id)
    await later(home, timedelta(hours=24, seconds=30))
    gone = pin(home.node.readmodel.connection(), UGO.id)
    answer = await comes(home, code)

    assert "Qualcuno ha chiesto di farti rientrare" in warned.text
    assert too_soon.status_code == 422
    assert (still is not None, gone) == (True, None)
    assert (answer.status_code, answer.headers["location"]) == (303, "/benvenuto")


async def test_a_no_of_the_person_at_the_last_minute_stops_it_for_good(home: Stood):
    code = await asked_and_confirmed(home, GIULIA)
    clock.pretend(datetime.now(UTC) + timedelta(hours=23, minutes=59))
    async with home.browser(GIULIA) as giulia:
        page = await giulia.get("/rientro")
        answer = await giulia.post("/rientro/annulla", data=filled(page, "/rientro/annulla"))
    await later(home, timedelta(hours=25))

    assert answer.status_code == 303
    assert of_person(home.node.readmodel.connection(), GIULIA.id).over == "cancelled"
    assert (await comes(home, code)).status_code == 422


async def test_one_alone_never_ends_it_and_who_is_no_staff_finds_no_page(home: Stood):
    path = f"/rientri/{UGO.id}"
    async with staff(home, MARTA, Role.COORDINATOR) as marta, home.browser(GIULIA) as giulia:
        await marta.post(path, data=filled(await marta.get(path), path))
        page = await marta.get(path)
        token = await home.token(marta)
        open_now = of_person(home.node.readmodel.connection(), UGO.id)
        alone = {"recovery": str(open_now.id), "met": "person", "_csrf_token": token}
        again = await marta.post(f"{path}/conferma", data=alone)
        stranger = await giulia.get(path)

    assert "conferma" not in re.findall(r'action="[^"]*/([a-z]+)"', page.text)
    assert again.status_code == 422
    assert stranger.status_code == 404


async def test_what_was_opened_before_the_day_was_over_opens_no_more(home: Stood):
    """On whatever device, also one that came during the day; and a login of others, until it is linked anew."""
    login = LinkOutsideLogin(stream=uuid7(), dossier=GIULIA.id)
    db = home.node.readmodel.connection()
    await home.caught_up(await home.ask(login, "self", GIULIA.id))
    before = person_of(db, login.stream)
    await asked_and_confirmed(home, GIULIA)
    _, session = await home.node.sessions.begin(GIULIA.id, Role.SELF, "it")
    still = over(db, session, home.node.today())
    await later(home, timedelta(hours=24, seconds=30))
    after = session.model_copy(update={"created": datetime.now(UTC) + timedelta(days=2)})
    gone = person_of(db, login.stream)
    clock.pretend(None)
    await home.caught_up(await home.ask(login, "self", GIULIA.id))

    assert (still, over(db, session, home.node.today())) == ("", "device")
    assert over(db, after, home.node.today()) == ""
    assert (before, gone, person_of(db, login.stream)) == (GIULIA.id, None, GIULIA.id)


async def test_while_nobody_can_say_who_is_signed_in_where_the_form_comes_back_as_it_was(
    home: Stood, monkeypatch: pytest.MonkeyPatch
):
    async def away(*_: object) -> None:
        raise Unreachable("bucket")

    path = f"/rientri/{GIULIA.id}"
    async with staff(home, ROSA, Role.OPERATOR) as rosa, staff(home, MARTA, Role.COORDINATOR) as marta:
        await rosa.post(path, data=filled(await rosa.get(path), path))
        assert "Hai già confermato" in (await rosa.get(path)).text
        typed = filled(await marta.get(path), f"{path}/conferma", met="person")
        with monkeypatch.context() as broken:
            broken.setattr(home.node.sessions, "of", away)
            answer = await marta.post(f"{path}/conferma", data=typed)
        sheet = await marta.post(f"{path}/conferma", data=typed)

    assert (answer.status_code, sheet.status_code) == (503, 200)
    assert typed["command_id"][0] in answer.text
    assert CODE.search(sheet.text)


async def test_a_page_that_needs_the_message_server_says_try_again(
    home: Stood, monkeypatch: pytest.MonkeyPatch
):
    def away(*_: object) -> None:
        raise Unreachable("bucket")

    monkeypatch.setattr("frontend.pages.recovery.helping.under_way", away)
    async with staff(home, MARTA, Role.COORDINATOR) as marta:
        answer = await marta.get("/rientri")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
