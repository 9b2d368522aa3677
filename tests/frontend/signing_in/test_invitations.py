"""Invitations beside real parts: one sheet, one person, once; whatever comes at once, and whatever is typed wrong."""

import asyncio
import re
from datetime import timedelta

import httpx
import pytest

from events.network.member import GrantRole, member_of
from events.role import Role
from frontend.signing_in.limits import forgive
from tests.frontend.house import LONG_AGO, House
from tests.frontend.pages.posting import filled
from tests.people import GIULIA, MARTA, ROSA, UGO

CODE = re.compile(r'class="code-big">([A-Z0-9-]{14})<')


async def given(web: House, person=UGO, **more: str) -> tuple[str, httpx.Response]:
    """The code on the sheet that Marta printed."""
    async with web.browser(MARTA) as marta:
        page = await marta.get(f"/inviti/{person.id}")
        answer = await marta.post(f"/inviti/{person.id}", data=form_of(page, f"/inviti/{person.id}") | more)
    assert answer.status_code == 200, answer.text[-400:]
    return CODE.search(answer.text)[1], answer


def form_of(page: httpx.Response, action: str) -> dict[str, str]:
    """The hidden fields of the first of two forms that go to the same address."""
    fields = filled(page, action)
    return {name: fields[name][0] for name in ("command_id", "_csrf_token")}


async def come(client: httpx.AsyncClient, web: House, code: str) -> httpx.Response:
    """Types the code and says that it is them."""
    page = await client.get("/invito")
    who = await client.post("/invito", data=filled(page, "/invito", code=code.lower().replace("-", " ")))
    if who.status_code != 200:
        return who
    return await client.post("/invito/entra", data=filled(who, "/invito/entra"))


async def test_whoever_has_the_sheet_comes_in_and_nobody_else_after_them(web: House):
    code, sheet = await given(web)
    async with web.browser() as ugo, web.browser() as other:
        answer = await come(ugo, web, code)
        session = await web.node.sessions.find(ugo.cookies["casa"])
        late = await come(other, web, code)

    assert "<svg" in sheet.text
    assert "no-store" in sheet.headers["cache-control"]
    assert (answer.status_code, answer.headers["location"]) == (303, "/benvenuto")
    assert (session.person, session.means) == (UGO.id, "invitation")
    assert late.status_code == 422
    assert "già stato usato" in late.text


async def test_used_twice_at_once_one_wins(web: House):
    code, _ = await given(web)
    async with web.browser() as one, web.browser() as two:
        pages = [await client.get("/invito") for client in (one, two)]
        whos = [
            await client.post("/invito", data=filled(page, "/invito", code=code))
            for client, page in zip((one, two), pages, strict=True)
        ]
        answers = await asyncio.gather(
            *(
                client.post("/invito/entra", data=filled(who, "/invito/entra"))
                for client, who in zip((one, two), whos, strict=True)
            )
        )

    assert sorted(it.status_code for it in answers) == [303, 422]


async def test_a_code_that_is_none_tells_nothing_and_is_tried_twenty_times_at_most(web: House):
    async with web.browser() as client:
        answers = [
            await come(client, web, f"AAAA-BBBB-{n:04}".translate(str.maketrans("01", "XY")))
            for n in range(24)
        ]

    assert {it.status_code for it in answers} == {422}
    assert "non apre niente" in answers[0].text
    assert "Troppi codici" in answers[-1].text
    await forgive(web.node, "invitation", "127.0.0.1")


async def test_a_newer_sheet_takes_the_older_one_back(web: House):
    old, _ = await given(web)
    new, _ = await given(web)
    async with web.browser() as ugo:
        refused = await come(ugo, web, old)
        answer = await come(ugo, web, new)

    assert "non vale più" in refused.text
    assert answer.status_code == 303


async def test_beside_the_session_of_the_staff_ends_and_the_persons_begins(web: House):
    async with web.browser(MARTA) as device:
        before = device.cookies["casa"]
        page = await device.get(f"/inviti/{UGO.id}")
        form = {**form_of(page, f"/inviti/{UGO.id}"), "beside": "true"}
        answer = await device.post(f"/inviti/{UGO.id}", data=form)
        session = await web.node.sessions.find(answer.cookies["casa"])

    assert (answer.status_code, answer.headers["location"]) == (303, "/benvenuto")
    assert session.person == UGO.id
    assert await web.node.sessions.find(before) is None


async def test_what_opened_once_opens_nothing_again_whoever_sends_it_once_more(web: House):
    """The services remember their answers for good: an operator could send the same form, and be that person."""
    async with web.browser(MARTA) as device, web.browser(MARTA) as later:
        page = await device.get(f"/inviti/{UGO.id}")
        form = {**form_of(page, f"/inviti/{UGO.id}"), "beside": "true"}
        came = await device.post(f"/inviti/{UGO.id}", data=form)
        again = form | {"_csrf_token": await web.token(later)}
        replayed = await later.post(f"/inviti/{UGO.id}", data=again)
        still = await web.node.sessions.find(later.cookies["casa"])

    assert (came.status_code, replayed.status_code, still.person) == (303, 503, MARTA.id)


async def test_a_sheet_that_was_used_is_good_for_a_few_minutes_more_only_where_it_was(
    web: House, monkeypatch
):
    code, _ = await given(web)
    async with web.browser() as ugo, web.browser() as other:
        page = await ugo.get("/invito")
        who = await ugo.post("/invito", data=filled(page, "/invito", code=code))
        form, before = filled(who, "/invito/entra"), ugo.cookies["casa"]
        came = await ugo.post("/invito/entra", data=form)
        stolen = await other.post("/invito/entra", data=form | {"_csrf_token": await web.token(other)})
        ugo.cookies.clear()
        ugo.cookies.set("casa", before)
        cut_off = await ugo.post("/invito/entra", data=form)
        monkeypatch.setattr("frontend.pages.invitation.queries.GOES_ON", timedelta(0))
        ugo.cookies.clear()
        ugo.cookies.set("casa", before)
        late = await ugo.post("/invito/entra", data=form)

    assert [it.status_code for it in (came, stolen, cut_off, late)] == [303, 422, 303, 422]


async def test_somebody_close_comes_in_under_the_name_they_tell_and_is_close_from_then_on(web: House):
    async with web.browser(GIULIA) as giulia:
        page = await giulia.get("/profilo/inviti")
        sheet = await giulia.post("/profilo/inviti", data=filled(page, "/profilo/inviti", kind="sibling"))
        code = CODE.search(sheet.text)[1]
        async with web.browser() as new:
            page = await new.get("/invito")
            who = await new.post("/invito", data=filled(page, "/invito", code=code))
            told = {
                "first_name": "Lia",
                "last_name": "Conti",
                "birth_date__day": "3",
                "birth_date__month": "4",
            }
            form = filled(who, "/invito/entra", **told, birth_date__year="1995")
            answer = await new.post("/invito/entra", data=form)
            session = await web.node.sessions.find(new.cookies["casa"])
        after = await giulia.get("/profilo/inviti")

    assert "Giulia ti invita" in who.text
    assert answer.status_code == 303
    assert session.role == Role.FAMILY
    assert "Lia" in after.text


@pytest.mark.parametrize("person", [ROSA, UGO])
async def test_who_may_not_give_one_finds_no_such_page(web: House, person):
    async with web.browser(person) as client:
        assert (await client.get(f"/inviti/{GIULIA.id}")).status_code == 404


async def test_nobody_of_the_staff_is_invited_but_by_who_coordinates(web: House):
    grant = GrantRole(stream=member_of(ROSA.id), dossier=ROSA.id, role=Role.OPERATOR, since=LONG_AGO)
    await web.caught_up(await web.ask(grant, "coordinator", MARTA.id))
    code, _ = await given(web, ROSA)

    assert code
