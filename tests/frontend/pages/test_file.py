"""An auditor reads a case fact by fact: nobody by name, nothing private, and whether the chain holds."""

import json
import random
import re
import sqlite3
from dataclasses import replace
from datetime import date
from uuid import uuid4

import httpx
import pytest

from events.category import Category
from events.pacts.duties import TurnAssigned, duties_of
from events.role import Role
from events.standing import Stands
from frontend.outside import NAMELESS
from frontend.pages.case.story import names_of
from frontend.pages.file.choosing import Choice
from frontend.pages.file.history import Verdict
from frontend.pages.file.projection import projection as file
from frontend.pages.file.queries import case_of, cases
from frontend.pages.file.reading import Reading, belongs, from_node, with_corrections
from frontend.pages.file.telling import entry
from frontend.pages.file.views import TEMPLATE, told
from tests.frontend.pages.house_of_two import HERE, OWN, at, corrected, held, house, noted
from tests.frontend.pages.rendering import page
from tests.frontend.pages.telling import Telling, rows
from tests.people import (
    AHMED,
    CAST,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    HOME_SAN_VITO,
    MARCO,
    id_of,
)
from tests.system.house import House
from tests.system.signing_in import signed_in

TODAY = date(2026, 11, 22)
NAMES = [it.first_name for it in CAST if it is not DARIO]


def audited() -> Telling:
    """A visit with a note, written nine days late and corrected afterwards."""
    it = house()
    visit = held(it, "a", at(5), days_late=9)
    corrected(it, visit, noted(it, visit, "Il forno è rotto", at(5)), "Il forno va", at(16))
    it.auditor(DARIO)
    return it


def known(it: Telling) -> sqlite3.Connection:
    with_file = Telling(file, *OWN)
    return with_file.taken(it.records)


async def shown(it: Telling, reading: Reading, kind: str = "") -> str:
    db = known(it)
    case = case_of(db, HERE)
    assert case
    return await page(it.reader(DARIO, Role.AUDITOR, TODAY), TEMPLATE, told(case, reading, Choice(kind)))


def as_history_tells(it: Telling) -> Reading:
    db = known(it)
    case = case_of(db, HERE)
    assert case
    found = [record.model_copy(update={"role": "operator"}) for record in it.records if belongs(case, record)]
    entries = (entry(record, n, names_of(db)) for n, record in enumerate(found, 1))
    whole = Verdict(ok=True, count=len(found))
    return Reading(with_corrections(db, entries), False, whole, whole)


async def test_every_fact_has_its_sentence_its_three_times_and_no_name():
    it = audited()
    text = await shown(it, as_history_tells(it))

    assert text.count('<li class="fact ') == len(as_history_tells(it).entries) > 10
    assert text.count("Successo") == text.count("Ricevuto") == text.count("Registrato")
    assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []
    assert "Il forno" not in text
    assert "riservato (visite, la parte condivisa)" in text
    assert re.search(r"Persona [A-Z2-7]{4} scrive una nota", text)


async def test_a_late_entry_says_so_and_a_corrected_note_and_its_correction_know_each_other():
    it = audited()
    reading = as_history_tells(it)
    (original,) = [one for one in reading.entries if one.corrected]
    (correction,) = [one for one in reading.entries if one.corrects]
    text = await shown(it, reading)

    assert (original.topic, correction.topic) == ("accompaniment.NoteWritten", "accompaniment.NoteCorrected")
    assert original.corrected.event == correction.event
    assert correction.corrects.event == original.event
    assert "Scritto in ritardo" in text
    assert "14 set 2026, 17:00" in text
    assert "L’originale del 5 set 2026 resta al suo posto." in text
    assert "Questo resta com’era." in text


async def test_words_behind_the_glass_are_read_for_an_hour_and_not_after():
    it = house()
    noted(it, held(it, "a", at(5)), "Il forno è rotto", at(5), visibility="team")
    it.auditor(DARIO)
    until, behind = at(20, hour=16), (Category.VISIT_PROFESSIONAL,)
    glass = Stands(
        "glass", DARIO.id, Role.AUDITOR, at(20).date(), over=HERE, categories=behind, until_at=until
    )
    auditor = it.reader(DARIO, Role.AUDITOR, at(20).date())
    case = case_of(known(it), HERE)
    assert case
    context = told(case, as_history_tells(it), Choice())
    looking = replace(auditor, standings=(*auditor.standings, glass))

    assert "Il forno è rotto" in await page(replace(looking, at=at(20, hour=15)), TEMPLATE, context)
    assert "Il forno è rotto" not in await page(replace(looking, at=until), TEMPLATE, context)
    assert "riservato (visite, la parte dell’équipe)" in await page(auditor, TEMPLATE, context)


async def test_nobody_is_named_for_a_turn_not_even_by_pseudonym():
    it = house()
    turn = TurnAssigned(
        turn=id_of("turn"), duty="bathroom", person=AHMED.id, day=date(2026, 9, 9), points=3.0
    )
    recorded = it.tell(duties_of(HERE), turn, at(7), MARCO.id, HERE)
    one = entry(recorded.model_copy(update={"role": "cohabitant"}), 1, {})

    assert str(one.told) == "Turno del 9 set 2026, bagno: tocca a una persona di casa."
    assert one.actor is None


async def test_a_broken_chain_says_where():
    it = audited()
    broken = Verdict(ok=False, count=2, broken=3, reason="altered")
    text = await shown(it, replace(as_history_tells(it), chain=broken))

    assert "La catena si rompe al fatto 3" in text
    assert "un fatto è stato cambiato" in text
    assert "Prima di quel punto tornano 2 fatti." in text
    assert "Catena integra" not in text


async def test_without_history_the_main_moments_are_there_and_it_is_said_that_nothing_was_checked():
    it = audited()
    db = known(it)
    case = case_of(db, HERE)
    assert case
    text = await shown(it, from_node(db, case, Choice(), {}))

    assert "La storia ora non risponde" in text
    assert "Catena integra" not in text
    assert "non si sa" in text
    assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []


def test_what_the_home_saw_for_others_is_not_in_the_file():
    it = audited()
    case = case_of(known(it), HERE)
    assert case
    of_home = next(one for one in it.records if one.stream == HOME_SAN_VITO)
    elsewhere = of_home.model_copy(update={"fact": {"cohabitation": str(COHABITATION_PONTETETTO)}})
    another = of_home.model_copy(update={"stream": id_of("another proposal")})

    assert [belongs(case, one) for one in (of_home, elsewhere, another)] == [True, False, False]


def test_codes_and_corrections_are_the_same_under_any_interleaving():
    it = audited()
    own = Telling(file, *OWN)
    first = own.taken(it.records)
    for seed in random.Random(7).sample(range(1000), 8):
        other = own.taken(it.shuffled(seed))
        assert rows(other, file) == rows(first, file)
        assert cases(other) == cases(first)


def test_every_page_of_a_real_case_holds_and_none_names_anybody(demo: House):
    with signed_in(demo, DARIO) as phone:
        listed = phone.get("/fascicoli").text
        facts = [fact for text in pages(phone) for fact in re.findall(r'id="fatto-([0-9a-f-]+)"', text)]
        first = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}").text
        missing = phone.get(f"/fascicoli/{uuid4()}")

    chain, home = kept(demo, COHABITATION_SAN_VITO), kept(demo, HOME_SAN_VITO)
    assert "C-01" in listed
    assert f"Catena integra: {len(chain)} fatti" in first
    assert facts == [it for it in facts if it in {*chain, *home}]
    assert set(chain) <= set(facts)
    assert [it for it in facts if it in set(chain)] == chain
    assert missing.status_code == 404


@pytest.mark.parametrize("kind", ["abbinamento", "patto", "accompagnamento", "turni"])
def test_a_kind_shows_only_its_own(demo: House, kind: str):
    with signed_in(demo, DARIO) as phone:
        text = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?tipo={kind}").text

    contexts = {topic.partition(".")[0] for topic in re.findall(r"<code>([\w.]+)</code>", text)}
    assert len(contexts) == 1
    assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []


def pages(phone: httpx.Client):
    for number in range(1, 100):
        text = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?pagina={number}").text
        assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []
        yield text
        if f"pagina={number + 1}" not in text:
            return


def kept(demo: House, dossier) -> list[str]:
    """Event ids as history keeps them, in its order."""
    db = sqlite3.connect(f"file:{demo.data / 'history.sqlite'}?mode=ro", uri=True)
    found = db.execute("SELECT data FROM records WHERE dossier = ? ORDER BY arrival", (dossier.bytes,))
    return [json.loads(data)["event_id"] for (data,) in found]


def test_every_fact_says_what_is_proved_of_it_and_a_correction_brings_its_original(demo: House):
    with signed_in(demo, DARIO) as phone:
        text = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?tipo=accompagnamento").text
        later = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?tipo=accompagnamento&pagina=2").text

    facts = text.count('<li class="fact ')
    assert facts > 20
    assert text.count("Checkpoint n. ") + text.count("Non ancora firmato") == facts
    assert text.count("Com’era prima") == 1
    assert text.count("riservato (visite, la parte condivisa)") >= 3
    assert "9 giorni dopo" in later


def test_the_facts_of_one_person_are_found_but_not_their_turns_nor_what_stays_between_them(demo: House):
    with signed_in(demo, DARIO) as phone:
        whole = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}").text
        text = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?persona={AHMED.id}").text
        turns = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?persona={AHMED.id}&tipo=turni").text
        theirs = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?tipo=patto").text

    assert f"persona={AHMED.id}" in whole
    assert text.count('<li class="fact ') > 10
    assert [it for it in NAMELESS if f"<code>{it}</code>" in text] == []
    assert "<code>pacts.TensionOpened</code>" in theirs
    assert turns.count('<li class="fact ') == 0


def test_an_application_has_a_file_of_its_own(demo: House):
    with signed_in(demo, DARIO) as phone:
        listed = re.findall(
            r'href="(/fascicoli/[0-9a-f-]+)"[^>]*><b class="agenda-when">D-01', phone.get("/fascicoli").text
        )
        text = phone.get(listed[0]).text

    assert "Fascicolo D-01" in text
    assert "Catena integra" in text
    assert [name for name in NAMES if re.search(rf"\b{name}\b", text)] == []
