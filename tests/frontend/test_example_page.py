"""What a page author is promised, on a whole page over a real house."""

from uuid import uuid4

from frontend.ids import uuid7
from tests.frontend.house import House
from tests.people import DARIO, GIULIA, MARTA, ROSA, UGO

PAGE = f"/esempio/{GIULIA.id}"
GOOD = {
    "first_name": "Giulia", "last_name": "Conti",
    "birth_date-day": "30", "birth_date-month": "1", "birth_date-year": "1998",
}  # fmt: skip


async def test_who_may_reads_the_words_and_a_box_printed_without_asking_stays_sealed(web: House):
    async with web.browser(GIULIA) as client:
        # The house is everybody's: she may have been called otherwise meanwhile.
        hers = {**GOOD, "command_id": str(uuid7()), "_csrf_token": await web.token(client)}
        assert (await client.post(PAGE, data=hers)).status_code == 303
    async with web.browser(MARTA) as client:
        page = await client.get(PAGE)

    assert page.status_code == 200
    assert "Giulia Conti" in page.text
    assert '<p id="surname">Conti</p>' in page.text
    assert '<p id="unasked"><span class="sealed">sigillato</span></p>' in page.text


async def test_a_stranger_an_auditor_and_a_parent_get_what_is_not_there(web: House):
    for person in (UGO, DARIO, ROSA):
        async with web.browser(person) as client:
            theirs = await client.get(PAGE)
            missing = await client.get(f"/esempio/{uuid4()}")

        assert (theirs.status_code, missing.status_code) == (404, 404)
        assert theirs.content == missing.content


async def test_a_form_in_order_becomes_a_command_and_the_next_page_shows_it(web: House):
    async with web.browser(GIULIA) as client:
        data = {**GOOD, "command_id": str(uuid7()), "_csrf_token": await web.token(client)}
        answer = await client.post(PAGE, data=data)
        page = await client.get(answer.headers["location"])

    assert answer.status_code == 303
    assert "Dati corretti." in page.text


async def test_the_same_form_sent_twice_counts_once(web: House):
    async with web.browser(GIULIA) as client:
        before = await client.get(PAGE)
        data = {
            **GOOD,
            "first_name": "Giulietta",
            "command_id": str(uuid7()),
            "_csrf_token": await web.token(client),
        }
        for _ in range(2):
            assert (await client.post(PAGE, data=data)).status_code == 303
        page = await client.get(PAGE)

    assert times(page.text) == times(before.text) + 1


async def test_what_was_typed_wrongly_comes_back_with_its_fault(web: House):
    async with web.browser(GIULIA) as client:
        data = {
            **GOOD,
            "first_name": "",
            "birth_date-day": "31",
            "birth_date-month": "2",
            "_csrf_token": await web.token(client),
        }
        page = await client.post(PAGE, data=data)

    assert page.status_code == 422
    assert 'href="#first_name">Manca questa risposta.' in page.text
    assert "Questa data non esiste" in page.text
    assert 'value="Conti"' in page.text


async def test_a_block_answers_htmx(web: House):
    async with web.browser(GIULIA) as client:
        data = {
            **GOOD,
            "last_name": "Conti",
            "command_id": str(uuid7()),
            "_csrf_token": await web.token(client),
        }
        block = await client.post(PAGE, data=data, headers={"hx-request": "true"})

    assert block.status_code == 200
    assert block.text.lstrip().startswith('<section id="sheet">')
    assert "hx-swap-oob" in block.text


def times(page: str) -> int:
    return int(page.partition('<p id="times">')[2].partition("<")[0])
