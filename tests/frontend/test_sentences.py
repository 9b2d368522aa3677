"""Facts as sentences: every fact has one, every code in it has words, every value is the reader's to see."""

from string import Formatter
from typing import Any, get_args, get_origin

import pytest

from events import accompaniment, intake, matching, network, pacts, reads
from events.accompaniment.visit import VisitEnded, VisitMissed, VisitScheduled
from events.message import FACTS
from events.role import Role
from frontend import i18n
from frontend.sentences import Told, codes, sentence, sentences
from tests.frontend.pages.house_of_two import BOTH, at, house
from tests.people import SARA

CONTEXTS = [it.__name__.rpartition(".")[2] for it in (accompaniment, intake, matching, network, pacts, reads)]
TOPICS = sorted(topic for topic in FACTS if topic.partition(".")[0] in CONTEXTS and topic in sentences())


def fields(topic: str, language: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(sentences()[topic][language]) if name]


def literals(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, str):
        return [str(it.value) for it in annotation] if hasattr(annotation, "__members__") else []
    if get_origin(annotation) is not None and str(get_origin(annotation)) == "typing.Literal":
        return [str(it) for it in get_args(annotation)]
    return [value for it in get_args(annotation) for value in literals(it)]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sentence_names_only_fields_of_its_fact_and_its_codes_have_words(topic):
    fact = FACTS[topic]
    for language in i18n.LOCALES:
        for name in fields(topic, language):
            assert name == "actor" or name in fact.model_fields or hasattr(fact, name)
    known = codes(fact.context())
    wanted = {
        (name, value)
        for name in set(fields(topic, "it")) & set(fact.model_fields)
        for value in literals(fact.model_fields[name].annotation)
    }

    assert {(name, value) for name, value in wanted if value not in known.get(name, {})} == set()


async def test_people_dates_and_codes_are_told_in_words():
    it = house()
    fact = VisitScheduled(day=at(10).date(), kind="joint", operator=SARA.id, people=BOTH)
    reader = it.reader(SARA, Role.OPERATOR, at(10).date())

    assert await it.printed(reader, sentence(fact)) == [
        "Visita (insieme) di Sara a Ahmed e Marco il 10 set 2026."
    ]


async def test_in_english_too():
    it = house()
    i18n.use("en")
    try:
        told = sentence(VisitMissed(reason="illness"))
        (words,) = await it.printed(it.reader(SARA, Role.OPERATOR, at(10).date()), told)
    finally:
        i18n.use("it")

    assert "illness" in words


def test_markup_in_a_value_is_only_words():
    assert "<b>" not in Told(("<b>Ciao</b>",)).__html__()


def test_a_sentence_never_ends_in_two_stops():
    assert str(Told(("Perché piove.", "."))) == "Perché piove."
    assert str(Told(("Perché piove", "."))) == "Perché piove."


def test_an_instant_is_told_by_the_clocks_of_the_house():
    assert "17:00" in str(sentence(VisitEnded(at=at(10), minutes=45)))
