"""Easy Italian: complete for every screen of the person, twelve words a sentence, an index of eighty."""

import re

from events.pacts.wording import TEXTS
from frontend import i18n
from tests.language.catalogues import on_the_screens, said
from tests.language.measuring import PLACEHOLDER, gulpease, longest, words
from tests.language.rules import EASY, EASY_WORDS

FEW = 4  # a label of three words has no readability
ABBREVIATED = re.compile(
    r"\b(?:es|ecc|art|n|sig|dott|tel)\.|%(?!\()(?!s)|\b[IVX]{2,}\b|\betc\b", re.IGNORECASE
)


def test_every_screen_of_the_person_speaks_it():
    missing = {text: where for text, where in on_the_screens().items() if text not in said("it_easy")}

    assert len(on_the_screens()) > 250
    assert missing == {}


def test_it_says_nothing_no_screen_asks_for():
    assert set(said("it_easy")) - set(on_the_screens()) == set()


def test_no_sentence_is_longer_than_twelve_words():
    assert {it for it in said("it_easy").values() if longest(it) > EASY_WORDS} == set()


def test_each_text_is_very_easy_to_read():
    texts = [it for it in said("it_easy").values() if len(words(it)) >= FEW]

    assert {it: gulpease(it) for it in texts if gulpease(it) < EASY} == {}


def test_there_are_no_abbreviations_percentages_or_roman_numbers():
    assert {it for it in said("it_easy").values() if ABBREVIATED.search(PLACEHOLDER.sub("", it))} == set()


def test_what_is_put_in_is_put_in_there_too():
    """A name that one version takes and the other does not would be an error on the page, or be left out."""
    named = {
        source: (set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(it)))
        for source, it in said("it_easy").items()
    }

    assert {source for source, (theirs, easy) in named.items() if not easy <= theirs} == set()


def test_the_easy_side_of_the_pact_keeps_to_twelve_words():
    clauses = {key: entry for key, entry in TEXTS["it"].items() if key != "words"}
    lines = [line for versions in clauses.values() for entry in versions.values() for line in entry["easy"]]

    assert {it for it in lines if longest(it) > EASY_WORDS} == set()


def test_easy_italian_falls_back_to_italian_and_english_stays_english():
    i18n.use("it", easy=True)
    easy, other = i18n.gettext("Testo intero"), i18n.gettext("Una frase che nessuno ha scritto facile")
    i18n.use("en", easy=True)
    english = i18n.gettext("Testo intero")
    i18n.use("it")

    assert (easy, other) == ("Tutte le parole", "Una frase che nessuno ha scritto facile")
    assert english == "Full text"
