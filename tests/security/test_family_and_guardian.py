"""Someone close, or acting for someone: a relation that ended, a share that is over, a decree of yesterday, no decree."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import httpx
import pytest

import events.accompaniment.sharing
import events.pacts.pact  # noqa: F401  (these fill the catalogue)
from events.access import COMMANDS as GRANTED
from events.category import Category
from events.message import COMMANDS
from events.network.person import PowerChecked, RelationEnded
from events.role import Role
from events.standing import Stands
from frontend.acting import on_behalf
from frontend.pages.powers.projection import projection as powers
from frontend.pages.wellbeing.queries import close_to
from frontend.permissions import PERMISSIONS
from frontend.visibility import Sight, sight
from services.kernel.rights import Rights
from tests.frontend.house import House
from tests.frontend.pages.telling import LONG_AGO
from tests.frontend.pages.test_wellbeing import TODAY, at, family, goal, living
from tests.people import COHABITATION_PONTETETTO, GIULIA, MARTA, ROSA, SARA
from tests.services.network.test_on_behalf import Nothing
from tests.services.story import act

LAST = date(2026, 12, 31)
OVER = date(2027, 1, 1)
SIGN = COMMANDS["pacts.SignPact"].model_construct(
    stream=GIULIA.id, dossier=COHABITATION_PONTETETTO, party=GIULIA.id
)
SHARE = COMMANDS["accompaniment.GrantShare"].model_construct(stream=GIULIA.id, dossier=GIULIA.id, to=ROSA.id)


def shown():
    it = family(Category.GOALS)
    living(it)
    goal(it)
    return it


def seen_on(it, day: date) -> list[tuple[Category, ...]]:
    return [one.shared for one in close_to(it.db, it.reader(ROSA, Role.FAMILY, day))]


def test_a_share_is_over_the_day_after_its_last():
    it = shown()

    assert seen_on(it, LAST) == [(Category.GOALS,)]
    assert seen_on(it, OVER) == [()]
    assert sight(it.reader(ROSA, Role.FAMILY, OVER), GIULIA.id, Category.GOALS) is not Sight.FULL


def test_where_a_relation_has_ended_nobody_is_left_to_look_at():
    it = family()
    living(it)
    it.tell(GIULIA.id, RelationEnded(person=GIULIA.id, relative=ROSA.id, until=TODAY), at(22), MARTA.id)

    assert seen_on(it, TODAY) == []
    reader = it.reader(ROSA, Role.FAMILY, TODAY)
    assert not any(reader.may(name, GIULIA.id) for name in PERMISSIONS)
    assert all(sight(reader, GIULIA.id, each) is Sight.NONE for each in Category)


def decree(it) -> None:
    it.projections = (*it.projections, powers)
    told = PowerChecked(
        person=GIULIA.id, holder=ROSA.id, source="guardian", powers=("sign-pact", "share"), since=LONG_AGO,
        until=OVER,
    )  # fmt: skip
    it.tell(GIULIA.id, told, at(2, 9), SARA.id)


@pytest.mark.parametrize(("day", "signs"), [(LAST, True), (OVER, False)])
def test_after_the_last_day_of_the_decree_nothing_is_left(day, signs):
    it = family()
    living(it)
    it.db.executescript(powers.tables)
    decree(it)
    acting = on_behalf(it.reader(ROSA, Role.FAMILY, day), GIULIA.id)

    assert acting.may("pact.sign", COHABITATION_PONTETETTO) is signs
    assert (sight(acting, GIULIA.id, Category.PACT) is Sight.FULL) is signs
    assert {name for name in PERMISSIONS if acting.may(name)} >= {"acting.choose", "session.leave"}
    assert signs or {name for name in PERMISSIONS if acting.may(name)} == {"acting.choose", "session.leave"}


def test_who_helps_on_somebodys_phone_cannot_sign_for_them():
    """Close to her, signed in as themselves, claiming to act for her: without a decree none of it counts."""
    rights = Rights(Nothing(), GRANTED)
    rights.changed(Stands("relation", ROSA.id, Role.FAMILY, LONG_AGO, over=GIULIA.id))
    noon = datetime.combine(TODAY, time(12), UTC)
    close = act(ROSA, "family", noon)

    for command in (SIGN, SHARE):
        for role in ("family", "self", "cohabitant", "operator", "coordinator"):
            for behalf in (None, GIULIA.id):
                assert not rights.allows(command, replace(close, role=role, on_behalf_of=behalf))


async def test_a_session_that_claims_to_act_without_a_decree_opens_nothing(web: House):
    """As if somebody had written the claim into the session itself."""
    forged, _ = await web.node.sessions.begin(ROSA.id, Role.FAMILY, "it", on_behalf_of=GIULIA.id)
    async with web.browser() as phone:
        phone.cookies.set("casa", forged)
        for path in ("/condivisioni", "/patto", "/profilo", "/casa", "/andamento"):
            assert (await phone.get(path)).headers.get("location") == "/agire"
        token = await web.token(phone)
        for path in ("/condivisioni", "/condivisioni/revoche", f"/patto/{COHABITATION_PONTETETTO}/firme"):
            answer = await phone.post(path, data={"_csrf_token": token, "to": str(ROSA.id)})
            assert answer.headers.get("location") == "/agire"
        told = await phone.get("/agire")
    assert "Oggi non puoi agire per questa persona" in told.text
    assert GIULIA.last_name not in told.text


async def test_nobody_may_go_in_a_name_no_decree_gives_them(web: House):
    async with web.browser(ROSA) as phone:
        assert (await phone.get("/agire")).status_code == 404
        answer: httpx.Response = await phone.post(
            "/agire", data={"_csrf_token": await web.token(phone), "person": str(GIULIA.id)}
        )
    assert answer.status_code == 404
