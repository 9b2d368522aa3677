"""The clause library: whole in both languages, easy to read, and never silently reworded."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import ValidationError

from events.pacts.clauses import EVERYDAY, LIBRARY, Cleaning, NoPaidCare, Trial, missing, standard
from events.pacts.content import Content, Party, canonical, commitment, content_hash
from events.pacts.wording import LANGUAGES, TEXTS, both, worded
from tests.people import AHMED, MARCO

PUBLISHED = Path(__file__).with_name("published_clauses.json")
CONTENT = Content(
    cohabitation=UUID(int=7),
    version=1,
    clauses=standard(),
    parties=(Party(id=AHMED.id, kind="member"), Party(id=MARCO.id, kind="member")),
    starts=date(2026, 3, 2),
)


def test_the_library_has_the_clauses_a_cohabitation_needs():
    assert len(LIBRARY) >= 14
    assert {"trial", "notice", "mediation", "no-paid-care", "handover"} <= {one.id for one in standard()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clause", standard(), ids=lambda clause: clause.id)
def test_every_clause_has_a_full_text_and_an_easy_twin(clause, language):
    words = worded(clause, language)

    assert words.title
    assert len(words.text) > 60
    assert len(words.easy) >= 2
    assert "{" not in words.text + "".join(words.easy)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clause", standard(), ids=lambda clause: clause.id)
def test_an_easy_sentence_is_one_idea_of_at_most_twelve_words(clause, language):
    for sentence in worded(clause, language).easy:
        assert len(sentence.split()) <= 12, sentence
        assert sentence.endswith(".")
        assert not re.search(r"[;:].*[;:]|\. ", sentence)


def test_both_languages_have_the_same_clauses_versions_and_parameters():
    def holes(entry):
        return sorted(set(re.findall(r"{\w+}", entry["text"])))

    shapes = [
        {
            (id, v): holes(one)
            for id, versions in TEXTS[language].items()
            if id != "words"
            for v, one in versions.items()
        }
        for language in LANGUAGES
    ]

    assert shapes[0] == shapes[1]


def test_a_published_wording_never_changes():
    """A new wording is a new version: add it beside the old one, then add its line to the file."""
    published = json.loads(PUBLISHED.read_text("utf-8"))

    assert {f"{one.id} v{one.version}": fingerprint(one) for one in standard()} == published


def fingerprint(clause) -> str:
    return hashlib.sha256(canonical(both(clause))).hexdigest()


def test_the_same_content_always_has_the_same_hash():
    again = Content.model_validate_json(CONTENT.model_dump_json())

    assert content_hash(again) == content_hash(CONTENT)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"starts": date(2026, 3, 3)},
        {"parties": CONTENT.parties[:1]},
        {"clauses": (*CONTENT.clauses[:-1],)},
        {"clauses": tuple(Trial(days=20) if one.id == "trial" else one for one in CONTENT.clauses)},
        {"commitments": (commitment("Niente scarpe in casa", "ab" * 32),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_changed_the_hash_is_another(change):
    assert content_hash(CONTENT.model_copy(update=change)) != content_hash(CONTENT)


def test_the_texts_are_part_of_the_hash(monkeypatch):
    before = content_hash(CONTENT)

    monkeypatch.setitem(TEXTS["en"]["privacy"]["1"], "text", "Anything goes.")

    assert content_hash(CONTENT) != before


def test_a_house_rule_is_bound_to_the_hash_but_not_told_by_it():
    assert commitment("Niente scarpe", "ab" * 32) != commitment("Niente scarpe", "cd" * 32)


def test_mandatory_clauses_are_named_when_they_are_missing():
    without = tuple(one for one in standard() if not isinstance(one, NoPaidCare))

    assert missing(without) == ("no-paid-care",)
    assert missing(standard()) == ()


@pytest.mark.parametrize("days", [0, 13, 91, 10**9])
def test_a_trial_of_impossible_length_is_no_trial(days):
    with pytest.raises(ValidationError):
        Trial(days=days)


def test_duties_are_said_in_words():
    words = worded(Cleaning(duties=EVERYDAY))

    assert "bagno (due volte a settimana)" in words.text
    assert "Piatti: ogni giorno." in words.easy
