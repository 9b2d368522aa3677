"""From two admitted people to a decision: described, compared, proposed, met, answered, decided; and the homes."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.frontend.house import House
from tests.frontend.pages.posting import Forms, done, filled, send
from tests.people import COMUNE, ELENA, MARTA, UGO

NO = "Fuma, e io non respiro bene."


@dataclass
class Story:
    """Three browsers, and the addresses they came to."""

    house: House
    marta: httpx.AsyncClient
    chiara: httpx.AsyncClient
    yusuf: httpx.AsyncClient
    home: str = ""
    proposal: str = ""

    @property
    def theirs(self) -> str:
        """The candidates' address of the proposal."""
        return self.proposal.removeprefix("/abbinamenti")


@pytest.fixture(scope="module")
async def story(calling: House) -> AsyncIterator[Story]:
    """Chiara and Yusuf applied, were admitted and said how they live; a home is free; Marta proposed it to them."""
    async with AsyncExitStack() as open_ones:
        browsers = [await open_ones.enter_async_context(calling.browser(it)) for it in (MARTA, None, None)]
        it = Story(calling, *browsers)
        for client, name in ((it.chiara, "Chiara"), (it.yusuf, "Yusuf")):
            await admitted(it, client, name)
        await described(
            it.chiara, rhythm="early", quiet="4", smoking="no", vetoes=["smoking"], languages=["it"]
        )
        await described(it.yusuf, rhythm="early", quiet="4", smoking="no", languages=["it", "ar"])
        it.home = await registered(it)
        it.proposal = await proposed(it)
        yield it


async def admitted(it: Story, client: httpx.AsyncClient, name: str) -> None:
    typed = {
        "first_name": name, "last_name": "Prova", "phone": f"333 12345{len(name)}", "household_size": "2",
        "birth_date__day": "3", "birth_date__month": "5", "birth_date__year": "2001", "personal_isee": "5.000",
    }  # fmt: skip
    page = await done(client, await client.get("/domanda"), "/domanda", **typed)
    path = f"/domande/{page.url.path.rpartition('/')[2]}"
    await done(it.marta, await it.marta.get(path), f"{path}/ammissione")


async def described(client: httpx.AsyncClient, **said: Any) -> None:
    """The candidacy follows the admission by itself, a moment later."""
    for _ in range(100):
        page = await client.get("/profilo")
        if 'action="/profilo"' in page.text:
            break
    page = await done(client, page, "/profilo", **said)
    assert "Salvato." in page.text
    assert filled(page, "/profilo")["rhythm"] == [said["rhythm"]]


async def registered(it: Story) -> str:
    form = await it.marta.get("/case/nuova")
    page = await done(
        it.marta, form, "/case", name="Casa Nuova", district="San Vito", owner=str(COMUNE), places="2",
        rooms="3", accessibility=["lift"],
    )  # fmt: skip
    home = page.url.path
    page = await done(it.marta, page, f"{home}/tipo", type="youth")
    page = await done(it.marta, page, f"{home}/giorni", kind="free")
    assert "2 posti liberi oggi" in page.text
    return home


async def proposed(it: Story) -> str:
    both = [path.rpartition("/")[2] async for path in persons(it)]
    start = await it.marta.get("/abbinamenti")
    pairs = await done(it.marta, start, "/abbinamenti/confronti", candidates=both)
    assert "1 coppia da guardare" in pairs.text
    page = await done(it.marta, pairs, f"{pairs.url.path}/proposte")
    return page.url.path


async def test_a_pair_is_explained_both_ways_with_what_is_not_known_apart(story: Story):
    page = await story.marta.get(story.proposal)

    assert "Cosa trova Chiara" in page.text
    assert "Cosa trova Yusuf" in page.text
    assert "Avete gli stessi orari: si alza presto." in page.text
    assert "Non si sa ancora: Animali, Ospiti, Ordine." in page.text


async def test_a_candidate_sees_their_own_reasons_and_nobody_elses_name_or_number(story: Story):
    page = await story.chiara.get("/proposta", follow_redirects=True)

    assert page.url.path == story.theirs
    assert "Casa Nuova" in page.text
    assert "Avete gli stessi orari" in page.text
    assert "Yusuf" not in page.text
    assert "333 1234" not in page.text
    assert "mai l’altra persona" in page.text


async def test_strangers_and_the_desk_find_no_proposal(story: Story):
    missing = await story.marta.get("/qui-non-c-e-niente")
    for person in (UGO, ELENA):
        async with story.house.browser(person) as client:
            for path in (
                story.theirs,
                story.proposal,
                "/abbinamenti",
                "/case",
                story.home,
                "/quadro",
                "/rete",
            ):
                assert (await client.get(path)).content == missing.content, path


async def test_an_answer_is_asked_for_in_words(story: Story):
    page = await story.chiara.get(story.theirs)
    answer = await send(story.chiara, page, f"{story.theirs}/risposta", answer="forse")

    assert answer.status_code == 422
    assert "Scegli una delle risposte." in answer.text


async def test_a_private_no_reaches_the_coordinator_and_never_the_other(story: Story):
    page = await story.chiara.get(story.theirs)
    mine = await done(story.chiara, page, f"{story.theirs}/risposta", answer="no", reason=NO)
    marta, other = await story.marta.get(story.proposal), await story.yusuf.get(story.theirs)

    assert "Hai detto no" in mine.text
    assert NO in marta.text
    assert "Qualcuno ha detto no" in marta.text
    assert NO not in other.text
    assert "Ha detto no" not in other.text
    assert "Chiara" not in other.text


async def test_two_yeses_after_a_change_of_mind_open_names_and_numbers(story: Story):
    for client in (story.chiara, story.yusuf):
        page = await client.get(story.theirs)
        mine = await done(client, page, f"{story.theirs}/risposta", answer="yes", reason="")
    chiara = await story.chiara.get(story.theirs)

    assert "Avete detto sì tutti e due" in mine.text
    assert "Chiara Prova" in mine.text
    assert "333 123456" in mine.text
    assert "Yusuf Prova" in chiara.text
    assert "333 123455" in chiara.text
    assert NO not in mine.text


async def test_a_decision_needs_a_meeting_and_a_reason_and_holds_the_places(story: Story):
    page = await story.marta.get(story.proposal)
    assert f"{story.proposal}/decisione" not in Forms(page.text).forms
    met = await done(story.marta, page, f"{story.proposal}/incontro")
    mute = await send(story.marta, met, f"{story.proposal}/decisione", reason="sì")
    overview = await story.marta.get("/quadro")
    decided = await done(
        story.marta,
        met,
        f"{story.proposal}/decisione",
        reason="Stessi orari, stesso silenzio; si sono piaciuti.",
    )
    homes, theirs = await story.marta.get("/case"), await story.chiara.get(story.theirs)

    assert mute.status_code == 422
    assert "almeno 10 caratteri" in mute.text
    assert "1 coppia ha detto sì" in overview.text
    assert "Deciso: vivranno insieme." in decided.text
    assert "Oggi non ci sono posti liberi" in homes.text
    assert "Vivrete insieme" in theirs.text


async def test_a_home_is_closed_with_a_reason_and_never_without_one(story: Story):
    page = await story.marta.get(story.home)
    mute = await send(story.marta, page, f"{story.home}/giorni", kind="blocked")
    said = await done(story.marta, page, f"{story.home}/giorni", kind="blocked", reason="repairs")

    assert mute.status_code == 422
    assert 'href="#reason"' in mute.text
    assert "Non disponibile (lavori" in said.text


async def test_a_role_is_given_and_ended_on_the_page_of_a_person(story: Story):
    chiara, _ = [it async for it in persons(story)]
    role = await done(story.marta, await story.marta.get(chiara), f"{chiara}/ruoli", role="operator")
    mistaken = await send(story.marta, role, f"{chiara}/ruoli", role="sysadmin", since__month="13")
    ended = await done(story.marta, role, f"{chiara}/ruoli/fine")

    assert f"{chiara}/ruoli/fine" in Forms(role.text).forms
    assert mistaken.status_code == 422
    assert 'href="#since"' in mistaken.text
    assert "Ruolo finito." in ended.text


async def test_who_was_entered_twice_becomes_one(story: Story):
    chiara, yusuf = [it async for it in persons(story)]
    kept = yusuf.rpartition("/")[2]
    tie = await done(
        story.marta, await story.marta.get(chiara), f"{chiara}/legami", relative=kept, kind="friend"
    )
    one = await done(story.marta, tie, f"{chiara}/stessa-persona", kept=kept)

    assert "Yusuf Prova, " in tie.text
    assert "Scheda unita a un’altra" in one.text
    assert yusuf in one.text


async def persons(story: Story) -> AsyncIterator[str]:
    """The network pages of Chiara and Yusuf."""
    page = (await story.marta.get("/rete")).text
    for name in ("Chiara Prova", "Yusuf Prova"):
        yield "/rete/persone/" + page[: page.index(name)].rpartition("/rete/persone/")[2][:36]
