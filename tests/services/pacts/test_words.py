"""Every refusal and fact of pacts has words in both languages, and no words are left over."""

import json
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import events.pacts  # noqa: F401  (fills the catalogue)
from events.access import COMMANDS as GRANTED
from events.message import COMMANDS, FACTS

ROOT = Path(__file__).parents[3]
REASONS = json.loads((ROOT / "frontend/locale/reasons/pacts.json").read_text("utf-8"))
SENTENCES = json.loads((ROOT / "frontend/sentences/pacts.json").read_text("utf-8"))
CODES = json.loads((ROOT / "frontend/sentences/codes/pacts.json").read_text("utf-8"))
RAISED = re.compile(r'Refusal\("([a-z.-]+)"')
TOPICS = sorted(topic for topic in FACTS if topic.startswith("pacts."))


def test_every_refusal_has_words_and_no_words_are_left_over():
    sources = (ROOT / "services/pacts").glob("*.py")

    assert set(REASONS) == {key for source in sources for key in RAISED.findall(source.read_text("utf-8"))}
    assert all(set(said) == {"it", "en"} and all(said.values()) for said in REASONS.values())


def test_every_fact_has_a_sentence():
    assert sorted(SENTENCES) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sentence_names_only_fields_of_its_fact_and_codes_that_have_words(topic):
    fields = FACTS[topic].model_fields
    for sentence in SENTENCES[topic].values():
        named = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert named <= {"actor", *fields}
        for name in named - {"actor"}:
            codes = [value for value in get_args(fields[name].annotation) if isinstance(value, str)]
            assert all(set(CODES[name][value]) == {"it", "en"} for value in codes)


def test_every_command_says_who_may_ask_it():
    assert {it for it in COMMANDS if it.startswith("pacts.")} == {
        it for it in GRANTED if it.startswith("pacts.")
    }
