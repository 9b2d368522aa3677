"""Network and intake never answer with a bare key: each refusal and fact has words in both languages."""

import json
import re
from pathlib import Path
from string import Formatter

import pytest

import events.intake
import events.network  # noqa: F401  (fills the catalogue)
from events.message import FACTS, published

ROOT = Path(__file__).parents[3]
FAMILIES = (
    "application", "appointment", "attribution", "call", "claim", "contact", "cost", "course", "disposal", "district",
    "entry", "evidence", "finding", "guide", "invitation", "keys", "line", "member", "organisation", "person", "pin",
    "pin-device", "recovery", "signal",
)  # fmt: skip
KEY = re.compile(rf'"((?:{"|".join(FAMILIES)})\.[a-z-]+)"')


def words(path):
    return json.loads((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("context", ["network", "intake"])
def test_every_refusal_has_words_and_no_words_are_left_over(context):
    sources = (ROOT / "services" / context).glob("*.py")
    raised = {key for source in sources for key in KEY.findall(source.read_text("utf-8"))}
    told = words(f"frontend/locale/reasons/{context}.json")

    assert raised == set(told)
    assert all(set(each) == {"it", "en"} and all(each.values()) for each in told.values())


@pytest.mark.parametrize("context", ["network", "intake"])
def test_every_fact_has_a_sentence_of_its_own_fields(context):
    facts = {topic: fact for topic, fact in published(FACTS).items() if topic.startswith(f"{context}.")}
    told = words(f"frontend/sentences/{context}.json")

    assert set(facts) == set(told)
    for topic, fact in facts.items():
        for sentence in told[topic].values():
            named = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            assert named <= {"actor", *fact.model_fields}, topic
