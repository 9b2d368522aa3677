import json
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from frontend import i18n, moments
from frontend.templating import ROOT

METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy": None}


@pytest.fixture(autouse=True)
def _italian_again() -> Iterator[None]:
    yield
    i18n.use("it")


def sentences() -> set[str]:
    def wanted(folder: str) -> bool:
        return Path(folder).name not in {"node_modules", "vendor"}

    found = extract_from_dir(ROOT, METHODS, OPTIONS, KEYWORDS, directory_filter=wanted)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_every_sentence_has_its_english() -> None:
    english = i18n.catalogue("en")._catalog

    missing = {words for words in sentences() if not (english.get(words) or english.get((words, 0)))}

    assert missing == set()


def test_every_english_sentence_is_still_said_somewhere() -> None:
    keys = {key if isinstance(key, str) else key[0] for key in i18n.catalogue("en")._catalog}

    assert keys - {""} - sentences() == set()


def test_an_unknown_language_is_italian() -> None:
    i18n.use("xx")

    assert i18n.gettext("Annulla") == "Annulla"


def test_words_follow_the_reader() -> None:
    i18n.use("en")

    assert i18n.gettext("Annulla") == "Undo"
    assert moments.day(date(2026, 11, 26)) == "Thursday 26 November"
    assert moments.minutes(61) == "1 hour 1 min"


def test_dates_and_amounts_in_italian() -> None:
    late_evening = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)

    assert moments.day(late_evening) == "venerdì 27 novembre"
    assert moments.clock(late_evening) == "00:30"
    assert moments.ago(late_evening, datetime(2026, 11, 27, 1, 30, tzinfo=UTC)) == "2 ore fa"
    assert moments.minutes(45) == "45 minuti"
    assert moments.minutes(90) == "1 ora e 30 min"
    assert moments.euro(8400) == "84,00\xa0€"


def test_a_refusal_says_why() -> None:
    assert i18n.reason("pact.signed-already").startswith("Hai già firmato")


def test_an_unknown_refusal_is_polite_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        words = i18n.reason("pact.never-heard-of")

    assert "never-heard-of" not in words
    assert "pact.never-heard-of" in caplog.text


def test_every_reason_is_in_every_language() -> None:
    files = [json.loads((i18n.FOLDER / f"reasons.{locale}.json").read_text()) for locale in i18n.LOCALES]

    assert all(file.keys() == files[0].keys() for file in files)
