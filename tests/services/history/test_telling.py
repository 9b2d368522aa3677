"""The words of a pack's report: what the file of a case keeps from who checks, the paper keeps from them too."""

import json
import re

import pytest

from deploy.evidence.telling import told
from events.message import FACTS
from frontend.outside import BETWEEN_THEM, DUTIES
from tests.frontend.pages.house_of_two import HERE
from tests.golden.samples import sample
from tests.services.history.records import recorded

A_CODE = re.compile(r"\[[0-9a-f]{8}\]")


def report_of(topic):
    cls = FACTS[topic]
    record = recorded(HERE, topic=topic, version=cls.VERSION, fact=sample(cls))
    return told(json.loads(record.to_bytes()))


def test_what_stays_between_them_is_one_sentence_the_same_for_all():
    assert {report_of(topic) for topic in BETWEEN_THEM} == {"Qualcosa che resta tra chi abita la casa."}


@pytest.mark.parametrize("topic", sorted(DUTIES))
def test_nobody_is_named_for_a_turn_not_even_by_a_code(topic):
    assert not A_CODE.search(report_of(topic))


def test_of_all_the_rest_people_have_codes_and_closed_words_stay_closed():
    assert A_CODE.search(report_of("pacts.PactSigned"))
    assert "[sigillato]" in report_of("accompaniment.NoteWritten")
