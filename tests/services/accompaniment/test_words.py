import json
import re
from pathlib import Path
from string import Formatter

import pytest

import events.accompaniment  # noqa: F401
from events.access import COMMANDS
from events.message import COMMANDS as CATALOGUE
from events.message import FACTS

ROOT = Path(__file__).parents[3]
REASONS = json.loads((ROOT / "frontend/locale/reasons/accompaniment.json").read_text())
SENTENCES = json.loads((ROOT / "frontend/sentences/accompaniment.json").read_text())
RAISED = re.compile(r'Refusal\("([a-z.-]+)"')
KERNEL = "command."


def test_every_refusal_has_words_and_no_words_are_left_over():
    sources = [it.read_text() for it in (ROOT / "services/accompaniment").glob("*.py")]
    raised = {key for source in sources for key in RAISED.findall(source) if not key.startswith(KERNEL)}

    assert set(REASONS) == raised


@pytest.mark.parametrize("topic", [it for it in FACTS if it.startswith("accompaniment.")])
def test_every_fact_has_a_sentence_that_names_only_its_own_fields(topic):
    for language in ("it", "en"):
        named = {name for _, name, _, _ in Formatter().parse(SENTENCES[topic][language]) if name}
        assert named <= {*FACTS[topic].model_fields, "actor"}


def test_every_command_says_who_may_ask_it():
    assert {it for it in CATALOGUE if it.startswith("accompaniment.")} == {
        it for it in COMMANDS if it.startswith("accompaniment.")
    }
