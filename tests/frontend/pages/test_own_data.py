"""Everything about me: in order, with my words and with nobody else's, as data and on paper."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from pydantic_core import from_json

from deploy.evidence.opening import opener
from events.envelope import Recorded
from events.sealed import Box, each_sealed
from frontend.pages.own_data.collecting import Mine
from frontend.pages.own_data.printing import paper, printed
from tests.people import AHMED, AMINA, CAST, DARIO, GIULIA, MARCO, ROSA, SARA, UGO, Person
from tests.system.house import House
from tests.system.signing_in import signed_in

HERE = "/i-miei-dati"


def words_of(data: Path, *people: Person) -> set[str]:
    """All texts sealed for these persons, longer than a name and no code."""
    inside, owners, found = opener(data), {it.id for it in people}, set()
    with closing(sqlite3.connect(data / "history.sqlite")) as db:
        for (record,) in db.execute("SELECT data FROM records"):

            def look(path: str, it: Box) -> Box:
                if isinstance(it, Box) and it.owner in owners and (opened := inside(it)):
                    found.update(texts(from_json(opened[16:])))
                return it

            each_sealed(Recorded.model_validate_json(record).revived(), look)
    return {it for it in found if " " in it or "@" in it}


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def taken(house: House, person: Person, what: str = "dati.json") -> httpx.Response:
    with signed_in(house, person) as phone:
        return phone.get(f"{HERE}/{what}")


def test_my_facts_are_there_in_order_with_all_my_words(demo: House) -> None:
    answer = taken(demo, AHMED)
    data = answer.json()

    assert answer.headers["content-disposition"] == 'attachment; filename="i-miei-dati.json"'
    assert answer.headers["cache-control"] == "no-store"
    assert data["persons"] == [str(AHMED.id)]
    assert [it["n"] for it in data["facts"]] == list(range(1, len(data["facts"]) + 1))
    assert {"network.PersonRegistered", "intake.ApplicationSubmitted", "pacts.PactSigned"} <= {
        it["what"] for it in data["facts"]
    }
    hidden_from_me = {it for it in words_of(demo.data, AHMED) if it not in answer.text}
    assert len(words_of(demo.data, AHMED)) > 5
    assert hidden_from_me <= professional(demo.data)


def professional(data: Path) -> set[str]:
    """The team's own notes are kept from whom they are about, as the matrix says."""
    inside, found = opener(data), set()
    with closing(sqlite3.connect(data / "history.sqlite")) as db:
        for (record,) in db.execute(
            "SELECT data FROM records WHERE topic IN ('accompaniment.NoteWritten', 'accompaniment.NoteCorrected')"
        ):
            box = Recorded.model_validate_json(record).revived().text
            if box.category == "visit-professional" and (opened := inside(box)):
                found.add(from_json(opened[16:]))
    return found


@pytest.mark.parametrize(
    ("me", "others"), [(AHMED, (MARCO, GIULIA)), (ROSA, (GIULIA, AMINA)), (SARA, (AHMED, GIULIA))]
)
def test_nobody_elses_words_go_along(demo: House, me: Person, others: tuple[Person, ...]) -> None:
    told, theirs = taken(demo, me).text, words_of(demo.data, *others) - words_of(demo.data, me)

    assert len(theirs) > 10
    assert [it for it in theirs if it in told] == []


def test_a_stranger_takes_nothing_of_anybody_with_them(demo: House) -> None:
    told = taken(demo, UGO).text

    assert [it.first_name for it in CAST if it is not UGO and it.first_name in told] == []
    with httpx.Client(base_url=demo.url, timeout=30) as nobody:
        assert nobody.get(f"{HERE}/dati.json").status_code == 303


def test_on_paper_it_is_accessible_has_its_fonts_and_says_whose_copy_it_is(demo: House) -> None:
    answer = taken(demo, AHMED, "dati.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid:part" in answer.content
    assert b"<dc:title>" in answer.content
    assert re.search(rb"/FontFile[23]?", answer.content)
    assert answer.headers["content-type"].startswith("application/pdf")


def test_accents_of_every_language_here_are_in_the_fonts() -> None:
    entry = {
        "day": "8 marzo",
        "text": "Perché è più facile: «già», così, ù ñ ç ă ș ț ë Ł",
        "words": ["àèìòù"],
    }
    paper = {
        "lang": "it",
        "title": "I miei dati",
        "lead": "",
        "mark": "prova",
        "none": "",
        "entries": [entry],
    }

    assert printed(paper).startswith(b"%PDF-")


def test_a_copy_made_after_midnight_says_the_day_of_here() -> None:
    made = paper(Mine((), frozenset()), "Ahmed", datetime(2026, 5, 31, 22, 30, tzinfo=UTC))

    assert "1 giu 2026" in made["mark"]


def test_an_auditor_has_little_of_their_own(demo: House) -> None:
    facts = taken(demo, DARIO).json()["facts"]

    assert all(UUID(it["event_id"]) for it in facts)
    assert datetime.fromisoformat(taken(demo, DARIO).json()["made_at"]) <= datetime.now(UTC)
