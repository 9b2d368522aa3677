"""Nobody is ever refused without words: every key raised in any service is said in Italian and in English."""

import json
import re
from pathlib import Path

import pytest

from frontend import i18n

ROOT = Path(__file__).parents[2]
LITERAL = re.compile(r'"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)(?<!\.json)"')
RAISED = re.compile(r'Refusal\(\s*f?"([^"]*)"')
SOURCES = sorted(path for path in (ROOT / "services").rglob("*.py"))
FILES = sorted((ROOT / "frontend/locale/reasons").glob("*.json"))


def said() -> dict[str, dict[str, str]]:
    return {key: words for file in FILES for key, words in json.loads(file.read_text("utf-8")).items()}


def raised(pattern: re.Pattern[str]) -> set[str]:
    return {key for source in SOURCES for key in pattern.findall(source.read_text("utf-8"))}


def test_every_refusal_raised_anywhere_has_words() -> None:
    keys = raised(RAISED)

    assert len(keys) > 150
    assert keys - set(said()) == set()


def test_keys_handed_on_before_they_are_raised_have_words_too() -> None:
    """Some rules name their reason in a table or an argument; every literal of a known family counts as one."""
    families = {key.partition(".")[0] for key in said()} - {"network"}
    named = {key for key in raised(LITERAL) if key.partition(".")[0] in families}

    assert named - set(said()) == set()


def test_no_words_are_left_over() -> None:
    assert set(said()) - raised(LITERAL) == set()


@pytest.mark.parametrize("locale", i18n.LOCALES)
def test_the_pages_know_them_all_in_each_language(locale: str) -> None:
    i18n.use(locale)

    assert {key for key in said() if i18n.reason(key) != said()[key][locale].strip()} == set()
    i18n.use("it")


def test_each_key_is_said_once() -> None:
    told = [key for file in FILES for key in json.loads(file.read_text("utf-8"))]

    assert len(told) == len(set(told))
