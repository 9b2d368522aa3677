"""From the call to a receipt: by phone, at the desk, with mistakes, twice, and under a stranger's eyes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from events.category import Category
from frontend.node import Node
from frontend.pages.application.queries import application, of_person, to_decide
from frontend.visibility import Sight, sight
from tests.frontend.house import House, reader_of
from tests.frontend.pages.posting import done, filled, send
from tests.people import ELENA, MARTA, UGO

NURIA: dict[str, Any] = {
    "first_name": "Nuria", "last_name": "Serrano", "phone": "333 1234567",
    "birth_date__day": "3", "birth_date__month": "5", "birth_date__year": "2003",
    "household_size": "3", "family_isee": "9.000,50", "motivation": "Vorrei una casa mia.",
}  # fmt: skip

ANSWERS = "/domanda/{}/risposte"
POSTS = ("/domanda/{}/ritiro", "/domande/{}/documenti", "/domande/{}/documenti-arrivati")


async def applied(client: httpx.AsyncClient, **typed: Any) -> httpx.Response:
    return await done(client, await client.get("/domanda"), "/domanda", **{**NURIA, **typed})


def known(node: Node) -> int:
    return len(to_decide(node.readmodel.connection()))


async def test_anybody_reads_the_call(calling: House):
    async with calling.browser() as client:
        page = await client.get("/avviso")

    assert page.status_code == 200
    assert "Hai da 18 a 35 anni" in page.text
    assert "da 6.000 a 20.000 euro" in page.text
    assert 'href="/domanda"' in page.text


async def test_someone_nobody_knew_gets_a_receipt_and_finds_the_way_back(calling: House):
    async with calling.browser() as client:
        page = await applied(client, first_name="Chiara")
        again = await client.get("/domanda")

    assert page.status_code == 200
    assert "La tua domanda è arrivata." in page.text
    assert "LU-" in page.text
    assert "Requisiti rispettati" in page.text
    assert "Chiara" in page.text
    assert again.headers["location"] == page.url.path


async def test_what_was_typed_comes_back_with_each_fault_at_its_field(calling: House):
    async with calling.browser() as client:
        start = await client.get("/domanda")
        wrong = {**NURIA, "first_name": " ", "birth_date__month": "13", "family_isee": "tanto"}
        page = await send(client, start, "/domanda", **wrong)
        again = filled(page, "/domanda")

    assert page.status_code == 422
    assert 'href="#first_name">Manca questa risposta.' in page.text
    assert 'href="#birth_date">Questa data non esiste' in page.text
    assert "Scrivi un importo in euro" in page.text
    assert again["last_name"] == ["Serrano"]
    assert again["family_isee"] == ["tanto"]
    assert again["application"] == filled(start, "/domanda")["application"]


async def test_a_form_sent_twice_is_one_person_and_one_application(calling: House):
    async with calling.browser() as client, calling.browser() as impatient:
        start = await client.get("/domanda")
        impatient.cookies = httpx.Cookies(client.cookies)
        before, form = known(calling.node), filled(start, "/domanda", **NURIA)
        first = await client.post("/domanda", data=form)
        second = await impatient.post("/domanda", data=form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert known(calling.node) == before + 1


async def test_a_child_is_told_what_is_needed_and_nobody_is_signed_in(calling: House):
    async with calling.browser() as client:
        page = await send(
            client, await client.get("/domanda"), "/domanda", **{**NURIA, "birth_date__year": "2015"}
        )
        after = await client.get("/domanda")

    assert page.status_code == 422
    assert "ha bisogno di un adulto" in page.text
    assert 'name="first_name"' in after.text


async def test_a_rule_that_is_not_met_is_said_and_excludes_nobody(calling: House):
    async with calling.browser() as client:
        page = await applied(client, birth_date__year="1980")

    assert "Un requisito manca" in page.text
    assert "Sopra il massimo" in page.text
    assert "da solo non decide niente" in page.text


async def test_answers_change_while_the_call_is_open_and_what_was_said_before_is_filled_in(calling: House):
    async with calling.browser() as client:
        page = await applied(client)
        form = await client.get(f"{page.url.path}/risposte")
        before = filled(form, f"{page.url.path}/risposte")
        after = await done(client, form, f"{page.url.path}/risposte", family_isee="", personal_isee="4.200")

    assert before["family_isee"] == ["9000,50"]
    assert before["birth_date-day"] == ["3"]
    assert "Risposte aggiornate." in after.text
    assert "aggiornata una volta" in after.text
    assert "4.200,00" in after.text


async def test_withdrawn_it_says_so_and_another_may_be_sent(calling: House):
    async with calling.browser() as client:
        page = await applied(client)
        gone = await done(client, page, f"{page.url.path}/ritiro")
        again = await client.get("/domanda")

    assert "La domanda è ritirata" in gone.text
    assert 'name="first_name"' not in again.text
    assert 'name="household_size"' in again.text
    assert f'<a href="{page.url.path}">La tua domanda del' in again.text


async def test_at_the_desk_paper_counts_by_its_stamp_and_who_took_it_down_reads_it_again(calling: House):
    async with calling.browser(ELENA) as client:
        form = await client.get("/sportello/domanda")
        day = calling.node.today()
        stamp = {"paper_day__day": day.day, "paper_day__month": day.month, "paper_day__year": day.year}
        half = await send(client, form, "/sportello/domanda", **NURIA, paper_number="2026/118")
        page = await done(client, half, "/sportello/domanda", **stamp)
        desk = await client.get("/sportello")
        read = await client.get(f"/domande/{page.url.path.rpartition('/')[2]}")

    assert half.status_code == 422
    assert "servono numero e giorno" in half.text
    assert "protocollo 2026/118" in page.text
    assert "Nuria" in read.text
    assert "Vorrei una casa mia" in read.text
    assert "protocollo 2026/118" in desk.text


async def test_an_info_point_reaches_only_what_was_entered_there(calling: House):
    async with calling.browser() as client, calling.browser(ELENA) as elena:
        theirs = (await applied(client, first_name="Bruna")).url.path.rpartition("/")[2]
        own = await entered(elena)
        lists = (await elena.get("/domande")).text + (await elena.get("/sportello")).text
        missing = await elena.get("/qui-non-c-e-niente")
        reads = [await elena.get(path.format(theirs)) for path in ("/domande/{}", "/domanda/{}", ANSWERS)]
        token = {"x-csrftoken": await calling.token(elena)}
        posts = [await elena.post(path.format(theirs), headers=token) for path in (ANSWERS, *POSTS)]

    assert own in lists
    assert theirs not in lists
    assert {it.content for it in reads} == {missing.content}
    assert {it.status_code for it in posts} == {404}


async def test_at_the_desk_what_these_hands_entered_is_read_for_a_month_and_then_closes(calling: House):
    async with calling.browser(ELENA) as elena, calling.browser(MARTA) as marta:
        own = await entered(elena, family_isee="", motivation="")
        open_, decider = await elena.get(f"/domande/{own}"), await marta.get(f"/domande/{own}")
        later = replace(await reader_of(calling, ELENA), day=calling.node.today() + timedelta(days=31))
        known = application(calling.node.readmodel.connection(), UUID(own))

    assert "Non dichiarato" in open_.text
    assert "Non dichiarato" in decider.text
    assert known
    assert sight(later, known.applicant, Category.APPLICATION) is Sight.NONE


async def entered(elena: httpx.AsyncClient, **typed: Any) -> str:
    form = await elena.get("/sportello/domanda")
    page = await done(elena, form, "/sportello/domanda", **{**NURIA, **typed})
    return page.url.path.rpartition("/")[2]


async def test_a_stranger_finds_nothing_of_it(calling: House):
    async with calling.browser() as client:
        page = await applied(client)
    async with calling.browser(UGO) as stranger:
        missing = await stranger.get("/qui-non-c-e-niente")
        for path in (page.url.path, f"{page.url.path}/risposte", "/sportello", "/domande"):
            assert (await stranger.get(path)).content == missing.content


async def test_whoever_decides_reads_it_and_the_one_who_sent_it_learns_why(calling: House):
    async with calling.browser() as client, calling.browser(MARTA) as marta:
        theirs = await applied(client, first_name="Piero", birth_date__year="1980")
        sent = application(calling.node.readmodel.connection(), UUID(theirs.url.path.rpartition("/")[2]))
        assert sent is not None
        path = f"/domande/{sent.id}"
        read = await marta.get(path)
        no = await marta.get(f"{path}/esclusione")
        short = await send(marta, no, f"{path}/esclusione", reason="requirement-not-met", explanation="No.")
        decided = await done(
            marta, no, f"{path}/esclusione", reason="requirement-not-met",
            explanation="Hai più di 35 anni: vieni a trovarci, ci sono altre case.",
        )  # fmt: skip
        told = await client.get(theirs.url.path)

    assert "Piero Serrano" in read.text
    assert "Vorrei una casa mia." in read.text
    assert f'action="{path}/ammissione"' not in read.text
    assert short.status_code == 422
    assert "almeno 10 caratteri" in short.text
    assert "Non ammessa" in decided.text
    assert "vieni a trovarci" in told.text
    assert "manca un requisito" in told.text.lower()


async def test_papers_are_asked_brought_and_then_it_is_admitted(calling: House):
    async with calling.browser() as client, calling.browser(MARTA) as marta:
        theirs = await applied(client, first_name="Nadia", family_isee="")
        path = f"/domande/{theirs.url.path.rpartition('/')[2]}"
        asked = await done(marta, await marta.get(path), f"{path}/documenti", documents=["isee-certificate"])
        waiting = await client.get(theirs.url.path)
        brought = await done(marta, asked, f"{path}/documenti-arrivati", brought=["isee-certificate"])
        admitted = await done(marta, brought, f"{path}/ammissione")
        told = await client.get(theirs.url.path)

    assert f'action="{path}/ammissione"' not in asked.text
    assert "Porta allo sportello entro" in waiting.text
    assert "Attestazione ISEE" in waiting.text
    assert "Domanda ammessa." in admitted.text
    assert "La domanda è ammessa" in told.text


async def test_nobody_sends_for_someone_else_by_naming_them(calling: House):
    """The id of a person who is known already is of no use to whoever puts it into the form."""
    async with calling.browser() as client:
        form = filled(await client.get("/domanda"), "/domanda", **NURIA)
        page = await client.post("/domanda", data={**form, "person": str(MARTA.id)})
        after = await client.get("/quadro")

    assert page.status_code == 422
    assert after.status_code == 303
    assert after.headers["location"] == "/entra"
    assert of_person(calling.node.readmodel.connection(), (MARTA.id,)) == ()
