"""Everybody's pages: sentences of twenty words at most, texts one can read with eight years of school, no office words."""

import pytest

from tests.language.catalogues import italian, reasons, said
from tests.language.measuring import gulpease, longest, words
from tests.language.rules import BANNED, EXCEPTIONS, LONG_ENOUGH, MOST_WORDS, PLAIN

TEXTS = {"it": [*italian(), *reasons("it")], "en": [*said("en").values(), *reasons("en")]}


@pytest.mark.parametrize("locale", TEXTS)
def test_no_sentence_is_longer_than_twenty_words(locale):
    long = {it: longest(it) for it in TEXTS[locale] if longest(it) > MOST_WORDS}

    assert set(long) - set(EXCEPTIONS) == set()


def test_texts_long_enough_to_be_measured_are_easy_enough():
    hard = {it: gulpease(it) for it in TEXTS["it"] if len(words(it)) >= LONG_ENOUGH and gulpease(it) < PLAIN}

    assert set(hard) - set(EXCEPTIONS) == set()


@pytest.mark.parametrize("locale", TEXTS)
def test_nobody_speaks_like_an_office(locale):
    found = {it: word for it in TEXTS[locale] for word in BANNED[locale] if word in it.lower()}

    assert {it: word for it, word in found.items() if it not in EXCEPTIONS} == {}


def test_no_exception_outlives_its_text():
    assert set(EXCEPTIONS) - set(TEXTS["it"]) - set(TEXTS["en"]) == set()
    assert all(len(words(why)) >= 3 for why in EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("text", "count", "index"),
    [
        ("Tocca un disegno.", 3, 100),
        ("Il gatto dorme sul divano. È tardi!", 5, 100),
        ("L’autobus: %(day)s.", 2, 100),
    ],
)
def test_what_is_measured(text, count, index):
    assert longest(text) == count
    assert gulpease(text) == index


def test_the_measure_knows_a_hard_text():
    text = (
        "L’amministrazione procedente provvederà all’espletamento dell’istruttoria preliminare propedeutica."
    )

    assert gulpease(text) < PLAIN
    assert longest(" ".join(["parola"] * 21) + ".") > MOST_WORDS
