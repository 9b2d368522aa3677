"""Giulia's own phone, in easy words: how she is, what she did, help in one tap, and a voice that reads to her."""

import pytest
from playwright.async_api import Page, expect

from tests.people import GIULIA, SARA
from tests.system.phone import Phone, Phones

OWN = (
    "/la-mia-giornata",
    "/ho-fatto",
    "/come-sto",
    "/chiedo-aiuto",
    "/il-mio-progetto",
    "/patto",
    "/profilo",
)
# The browser of the tests has no voice: this one says nothing, and notes what it was given to say.
A_VOICE = """
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "it-IT" }], addEventListener() {}, cancel() { window.said.push("zitta"); },
  speak(it) { window.said.push(it.text); window.ends = () => it.onend(); } } });
"""


@pytest.fixture
async def giulia(phones: Phones) -> Phone:
    return await phones.of(GIULIA)


async def is_quiet(page: Page) -> None:
    """All that was tapped has arrived."""
    await expect(page.locator("#sync")).not_to_have_attribute("data-pending", "1")


async def test_help_is_one_tap_from_every_page_of_hers_always_in_the_same_place(giulia: Phone) -> None:
    places = set()
    for path in OWN:
        await giulia.open(path)
        link = giulia.page.locator("header a[href='/chiedo-aiuto']")
        box = await link.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        places.add((round(box["x"]), round(box["y"])))
        assert await giulia.page.locator("html.easy").count() == 1
        assert await giulia.page.locator("nav.tabs a").count() == 4

    assert len(places) == 1


async def test_a_bad_day_is_one_tap_and_offers_help(giulia: Phone) -> None:
    await giulia.open("/come-sto")
    await giulia.sees("Lo legge chi ti accompagna.", "Lo legge anche Rosa")
    offer = giulia.page.get_by_text("Vuoi parlare con qualcuno?")
    await expect(offer).to_be_hidden()
    await giulia.tap("Sto male")

    await expect(offer).to_be_visible()
    await giulia.sees("Oggi hai detto: sto male.")


async def test_help_asked_is_heard(giulia: Phone, phones: Phones) -> None:
    await giulia.open("/chiedo-aiuto")
    assert await giulia.page.locator("a[href^='tel:']").first.get_attribute("href") == "tel:0583000000"
    await giulia.tap("Fuori casa")
    await giulia.sees("Hai chiesto aiuto alle", "Aspetta una risposta.")
    sara = await phones.of(SARA)
    await sara.open("/oggi")
    await sara.sees("Una persona chiede aiuto", "Giulia")
    await sara.tap("Ci penso io")
    await sara.sees("Ci pensa Sara")
    await is_quiet(sara.page)

    await giulia.open("/chiedo-aiuto")
    await giulia.sees("Sara sa che ti serve aiuto.")
    await giulia.tap("Adesso va bene")
    await giulia.sees("Oppure manda un messaggio")


async def test_something_done_is_a_picture_and_who_helped(giulia: Phone) -> None:
    await giulia.open("/ho-fatto")
    question = giulia.page.get_by_role("group", name="Chi ti ha aiutato?")
    await expect(question).to_be_hidden()
    giulia.taps = 0
    await giulia.touch(giulia.page.locator("label", has_text="Ho fatto il bucato"))
    await giulia.tap("Insieme")

    assert giulia.taps == 2
    await expect(giulia.page.locator("#oggi-fatto")).to_contain_text("Ho fatto il bucato")


async def test_a_page_is_read_aloud_and_the_second_tap_is_silence(giulia: Phone) -> None:
    await giulia.page.add_init_script(A_VOICE)
    await giulia.open("/come-sto")
    listen = giulia.page.locator("[data-listen='chi-legge']")
    await listen.tap()
    await expect(giulia.page.locator(".read-now")).to_have_text("Chi lo legge?")
    await giulia.page.evaluate("window.ends()")
    await expect(giulia.page.locator(".read-now")).to_have_text("Lo legge chi ti accompagna.")
    await listen.tap()

    await expect(listen).to_have_attribute("aria-pressed", "false")
    assert await giulia.page.evaluate("window.said") == [
        "Chi lo legge?",
        "Lo legge chi ti accompagna.",
        "zitta",
    ]
    assert await giulia.page.locator(".read-now").count() == 0


async def test_without_a_voice_there_is_no_button(phones: Phones) -> None:
    sara = await phones.of(SARA)
    await sara.open("/avviso?facile=1")
    assert await sara.page.locator("[data-listen]:visible").count() == 0
    await sara.open("/oggi?facile=0")


async def test_easy_words_are_one_link_away_and_back_again(phones: Phones) -> None:
    nobody = await phones.new("a passer-by")
    await nobody.open("/avviso")
    await nobody.tap("Facile da leggere", "link")
    await expect(nobody.page.locator("html.easy")).to_have_count(1)
    await nobody.open("/accessibilita")
    await expect(nobody.page.locator("html.easy")).to_have_count(1)
    await nobody.tap("Tutte le parole", "link")
    await expect(nobody.page.locator("html.easy")).to_have_count(0)
