"""P-AU, steps 1 to 12: from the appointment to a copy that was altered, in one house, at a desk and on a phone.

The steps build on each other; what they look like is kept under var/screens/auditor.
"""

import json
import random
import re
from base64 import b64decode
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from deploy.demo.story.funding import LINE
from services.history.verifica.checking import Trusted, checked
from services.history.verifica.faults import Fault, Unreadable
from tests.frontend.pages.posting import filled
from tests.people import COHABITATION_PONTETETTO as PONTE
from tests.people import COHABITATION_SAN_VITO as VITO
from tests.people import DARIO, GIULIA, MARTA, SARA
from tests.services.history.packs import rows
from tests.system import proving
from tests.system.auditing import in_words, kept, named, names_nobody, said, signed
from tests.system.house import House, pretend
from tests.system.journey import auditing as asking
from tests.system.phone import Phone, Phones
from tests.system.recounted import Figures, recounted
from tests.system.signing_in import signed_in

HERE, LATE = f"/rendiconto/{LINE}", "9 giorni dopo"
NOTICED = "Questa visita è scritta nove giorni dopo: perché?"
ANSWER = "L’operatrice era malata: l’ha scritta il giorno che è tornata."
WHY = "Due firme sembrano della stessa mano: devo sapere chi sono."
RULE = "La domenica si cucina insieme."
A_DAY, A_YEAR, AN_HOUR = timedelta(days=1), timedelta(days=365), timedelta(minutes=61)
CHANGES = 200


def today() -> date:
    """Where the house is: for an hour or two each night it is already another day there than in UTC."""
    return datetime.now(ZoneInfo("Europe/Rome")).date()


@pytest.fixture(scope="module")
async def dario(phones: Phones) -> Phone:
    return await phones.of(DARIO)


@pytest.fixture(scope="module")
async def desk(phones: Phones) -> Phone:
    wide = await phones.new("desk", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    return await wide.sign_in(DARIO)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder on the auditor's own laptop."""
    return tmp_path_factory.mktemp("portatile")


@pytest.fixture(scope="module")
def figures(lived_in: House) -> Figures:
    """Up to yesterday, of the record itself: the line is younger than a year."""
    return recounted(lived_in.data, str(LINE), today() - A_YEAR, today())


async def test_01_enters_with_scope_period_and_line_and_reads_pseudonyms(dario: Phone) -> None:
    await dario.open("/ambito")

    await dario.sees("Leggi pseudonimi.", "Puoi controllare fino al", "tutta la rete", "DD 120/2026")
    await names_nobody(dario)
    await kept(dario, "01-ambito")


async def test_02_a_line_comes_to_what_its_facts_come_to(desk: Phone, figures: Figures) -> None:
    await desk.open("/rendiconto")
    await desk.touch(desk.page.locator(f'a[href="{HERE}"]').first)

    for name, amount in in_words(figures).items():
        await expect(named(desk, ".counts li", name).locator(".count-sum")).to_have_text(amount)
    for code in "abcde":
        euro = f"{said(figures[f'costi {code}, euro'], 2)}\N{NO-BREAK SPACE}€"
        await expect(named(desk, ".bar", f"{code})").locator(".bar-value")).to_have_text(euro)
    await names_nobody(desk)
    await kept(desk, "02-rendiconto")


async def test_03_a_figure_opens_into_its_visits_and_a_visit_into_its_fact(desk: Phone) -> None:
    await desk.touch(desk.page.locator(".counts a", has_text="di accompagnamento"))
    await desk.sees("e di niente altro", "Somma di tutte le righe")
    await kept(desk, "03-ore")
    link = desk.page.get_by_role("link", name="fatto", exact=True).nth(8)
    event = re.search(r"id=(.*)", await link.get_attribute("href") or "")
    assert event
    await desk.touch(link)

    await expect(desk.page).to_have_url(re.compile(rf"/fascicoli/.*#fatto-{event[1]}$"))
    fact = desk.page.locator(f'[id="fatto-{event[1]}"]')
    await expect(fact).to_contain_text("accompaniment.VisitEnded")
    await expect(fact).to_be_in_viewport()
    await names_nobody(desk)


async def test_04_the_proof_is_checked_without_the_house_and_says_the_same(
    dario: Phone, figures: Figures, taken: Path
) -> None:
    await dario.open(HERE)
    await dario.tap("Le prove di questi numeri, da controllare senza rete", "link")
    await signed(dario, "visite", said(figures["visite"]))
    await kept(dario, "04-verifica")
    (await proving.downloaded(dario, "Scarica il fascicolo", taken)).rename(taken / "linea.zip")
    await proving.downloaded(dario, "Scarica verifica.py", taken)

    outcome = proving.checked(taken / "verifica.py", taken / "linea.zip")
    assert outcome.returncode == 0, outcome.stdout
    lines = outcome.stdout.splitlines()
    assert lines[-1] == "TUTTO TORNA."
    for name, number in figures.items():
        alone = said(number).replace(".", "")
        assert f"{name}: {alone}" in lines
        await expect(named(dario, ".figures > div", name).locator("dd")).to_have_text(alone)


async def test_05_back_on_a_day_there_is_the_pact_of_that_day(desk: Phone, lived_in: House) -> None:
    with signed_in(lived_in, SARA) as sara:
        path = f"/patto/{VITO}/modifiche"
        answer = sara.post(path, data=filled(sara.get(path), path, rule=RULE))
        assert "Proposta fatta." in answer.text
    await desk.open(f"/riavvolgi/{VITO}?lente=operator&pagina=patto")
    await desk.sees("3 · da firmare", "2 · in vigore")
    await desk.page.locator("#giorno").fill(str(today() - A_DAY))
    async with desk.page.expect_navigation():
        await desk.tap("Vai a quel giorno")

    await desk.sees("2 · in vigore")
    await desk.never_sees("3 · ", "da firmare")
    await kept(desk, "05-riavvolgi-patto")


async def test_06_with_the_eyes_of_the_operator_nothing_opens_that_is_shut_today(desk: Phone) -> None:
    await desk.tap("Operatrice o operatore quel giorno", "link")
    await desk.tap("Il caso", "link")
    await desk.sees("visto allora, sigillato per te", "Si guarda e basta")
    then = desk.page.locator(".rewound-page")
    assert await then.locator("form, button:enabled, input:enabled").count() == 0
    cited = re.compile(r"C-01 .*lente operatrice.*fatti, testa \S{12}")
    await expect(desk.page.locator("#cita")).to_have_value(cited)
    await kept(desk, "06-riavvolgi-lente")

    await asking.moves_by_one_fact(desk, f"/riavvolgi/{VITO}")


async def test_07_what_was_written_late_shows_both_times(dario: Phone) -> None:
    await asking.opens_what_was_late(dario, f"{HERE}/visite")

    late = dario.page.locator(".fact:target")
    await expect(late).to_contain_text(LATE)
    times = await late.locator(".fact-times").inner_text()
    days = re.findall(r"(?:Successo|Registrato)\s+(\d+ \w+ \d{4})", times)
    assert len(set(days)) == 2, times
    await late.scroll_into_view_if_needed()
    await kept(dario, "07-in-ritardo")


async def test_08_of_a_corrected_note_the_original_is_there_with_its_hour_and_its_author(
    dario: Phone,
) -> None:
    await dario.open(f"/fascicoli/{VITO}?tipo=accompagnamento")
    correction = await asking.unfolds_what_it_was(dario)

    await expect(correction).to_contain_text("un fatto era sbagliato")
    before = correction.locator("details")
    await expect(before).to_contain_text(re.compile(r"Persona [A-Z2-7]{4} scrive una nota"))
    await expect(before).to_contain_text(re.compile(r"Scritto il \d+ \w+ \d{4} alle \d\d:\d\d"))
    await expect(before).to_contain_text("riservato (visite, la parte condivisa)")
    await expect(correction).to_contain_text("Checkpoint n.")
    await kept(dario, "08-correzione")


async def test_09_no_breach_and_one_exception_with_its_act(dario: Phone) -> None:
    await dario.open(HERE)
    await dario.tap("Le regole, controllate su questi giorni", "link")

    await dario.sees_title("0 violazioni, 1 eccezione autorizzata")
    await dario.sees("con l’atto n. DD 77/2026", "al massimo 2 persone, limite 2", "al massimo 100 per cento")
    await kept(dario, "09-controlli")
    await dario.tap("Apri il fatto", "link")
    await dario.sees("DD 77/2026", "network.LineExtended")


async def test_10_who_they_are_is_opened_for_an_hour_with_a_reason_and_in_the_open(
    dario: Phone, phones: Phones, lived_in: House
) -> None:
    await dario.open(f"/fascicoli/{PONTE}")
    await names_nobody(dario)
    await asking.opens_the_glass(dario, WHY)
    await dario.sees("Aperto per necessità fino alle", GIULIA.first_name)

    marta, giulia = await phones.of(MARTA), await phones.of(GIULIA)
    await marta.open("/quadro")
    await marta.touch(marta.page.locator(f'a[href^="/casi/{PONTE}/necessita/"]').first)
    await marta.sees("Dario", WHY, "nome e contatti")
    await kept(marta, "10-quadro")
    await giulia.open("/chi-ha-visto")
    await giulia.sees("Accesso d’emergenza", "Il motivo è scritto")
    pretend(lived_in, datetime.now(UTC) + AN_HOUR)
    await giulia.open("/chi-ha-visto")
    await giulia.sees("Accesso d’emergenza", "Motivo: una verifica che non si può fare altrimenti")
    await kept(giulia, "10-chi-ha-visto")
    await dario.open(f"/fascicoli/{PONTE}")
    await names_nobody(dario)
    pretend(lived_in, None)


async def test_11_a_finding_is_left_on_the_fact_answered_and_closed(dario: Phone, phones: Phones) -> None:
    marta = await phones.of(MARTA)
    await asking.opens_what_was_late(dario, f"{HERE}/visite")
    await asking.leaves_a_finding(dario, NOTICED)
    await dario.sees(NOTICED, "Aspetta risposta", "su un fatto")
    await asking.answers(marta, NOTICED, ANSWER)
    await dario.open("/rilievi")
    answered = dario.page.locator(".card", has_text=NOTICED)
    await expect(answered).to_contain_text(ANSWER)
    await kept(dario, "11-rilievi")
    await asking.settles(answered)
    await expect(answered).to_contain_text("Chiuso")


async def test_12_a_copy_altered_by_one_byte_fails_at_the_very_fact(dario: Phone, taken: Path) -> None:
    whole = (taken / "linea.zip").read_bytes()
    found = [json.loads(b64decode(row["data"])) for row in rows(whole)]
    n = next(n for n, it in enumerate(found) if it["topic"] == "accompaniment.VisitEnded")
    (taken / "copia.zip").write_bytes(other := proving.altered(whole, n + 1))
    assert sum(a != b for a, b in zip(whole, other, strict=True)) == 1

    outcome = proving.checked(taken / "verifica.py", taken / "copia.zip")

    assert outcome.returncode == 1
    fault = re.search(
        rf"record {n + 1} \(.*fascicolo (\S+), n\. (\d+)\).*\(changed\)$", outcome.stdout.strip()
    )
    assert fault, outcome.stdout
    await dario.open(f"/fascicoli/{fault[1]}/fatto?id={found[n]['event_id']}")
    named_there = dario.page.locator(f'[id="fatto-{found[n]["event_id"]}"] .fact-head b')
    await expect(named_there).to_have_text(fault[2])


def test_12_any_single_byte_changed_among_the_records_is_found(taken: Path) -> None:
    whole, dice = (taken / "linea.zip").read_bytes(), random.Random(12)
    for at in dice.sample(proving.of_records(whole), CHANGES):
        changed = bytes([whole[at] ^ dice.randrange(1, 256)])
        with pytest.raises((Fault, Unreadable)):
            checked(whole[:at] + changed + whole[at + 1 :], Trusted())
