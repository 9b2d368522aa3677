"""A case as it was: the same pages from the same facts, only as far as they had come, and nothing to send."""

import json
import re
import sqlite3
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.demo.calendar import ZONE, kept
from frontend.moments import day as in_words
from frontend.pages.file.projection import projection as file
from frontend.pages.file.queries import case_of
from frontend.pages.file.reading import belongs
from frontend.pages.rewind.asked import position
from frontend.pages.rewind.cut import Axis, line
from frontend.pages.rewind.inert import inert
from frontend.pages.rewind.lens import lenses
from frontend.pages.rewind.projected import Projected
from frontend.pages.rewind.tape import Entry
from frontend.scope.decrees import projection as decrees
from frontend.scope.persons import projection as persons
from frontend.scope.projection import projection as scope
from tests.frontend.pages.house_of_two import HERE, OWN, SEPTEMBER, at, corrected, held, house, noted
from tests.frontend.pages.telling import Telling, rows
from tests.people import (
    AHMED,
    CAST,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    GIULIA,
    MARTA,
    PAOLO,
    SARA,
    UGO,
)
from tests.system.house import House
from tests.system.signing_in import signed_in

SHAPES = (scope, persons, decrees, file, *OWN)
NAMES = [it.first_name for it in CAST if it is not DARIO]
C01 = f"/riavvolgi/{COHABITATION_SAN_VITO}"


def told() -> list[Entry]:
    """A visit on the fifth that was written down on the fourteenth, after another one of the tenth."""
    it = house()
    held(it, "in time", at(10))
    late = held(it, "late", at(5), days_late=9)
    corrected(it, late, noted(it, late, "Il forno è rotto", at(14)), "Il forno va", at(16))
    return entries(it)


def entries(it: Telling) -> list[Entry]:
    with_file = Telling(file, *OWN)
    case = case_of(with_file.taken(it.records), HERE)
    assert case
    return [Entry(n, record, belongs(case, record), "") for n, record in enumerate(it.records, 1)]


def projected(found: list[Entry]) -> Projected:
    made = Projected(SHAPES)
    made.take(found)
    return made


def seen(made: Projected) -> list[str]:
    query = "SELECT started_at FROM visit_visits WHERE started_at IS NOT NULL ORDER BY started_at"
    return [row[0][:10] for row in made.db.execute(query)]


def test_what_was_recorded_by_then_and_what_had_happened_by_then():
    noon = datetime.fromisoformat("2026-09-11T12:00:00+02:00")
    by_then = {axis: projected(line(told(), axis).by(noon).entries()) for axis in Axis}

    assert seen(by_then[Axis.RECORDED]) == ["2026-09-10"]
    assert seen(by_then[Axis.HAPPENED]) == ["2026-09-05", "2026-09-10"]
    assert by_then[Axis.HAPPENED].left_out == 0


@given(st.data(), st.sampled_from(Axis))
def test_a_position_holds_so_many_facts_of_the_case_and_every_stream_from_its_beginning(data, axis):
    along = line(TOLD, axis)
    n = data.draw(st.integers(0, len(along.facts)))
    found = along.at(n).entries()

    assert sum(it.own for it in found) == n
    assert [it.arrival for it in found] == sorted(it.arrival for it in found)
    for stream in {it.recorded.stream for it in found}:
        versions = [it.recorded.stream_version for it in found if it.recorded.stream == stream]
        assert versions == list(range(1, len(versions) + 1))


@given(st.data(), st.sampled_from(Axis))
def test_a_later_position_only_adds(data, axis):
    along = line(TOLD, axis)
    n = data.draw(st.integers(1, len(along.facts)))
    before, after = (set(it.arrival for it in along.at(k).entries()) for k in (n - 1, n))

    assert before < after


def test_going_forward_gives_the_tables_of_beginning_anew():
    along = line(told(), Axis.RECORDED)
    forward = Projected(SHAPES)
    for n in range(len(along.facts) + 1):
        now = along.at(n).entries()
        assert forward.reaches([it.arrival for it in now])
        forward.take(now)
        assert rows(forward.db, *SHAPES) == rows(projected(now).db, *SHAPES)
    assert not forward.reaches([1])


def test_a_fact_of_a_later_release_is_left_out_and_counted():
    found = told()
    odd = found[-1].recorded.model_copy(update={"topic": "pacts.SomethingNew"})

    assert projected([*found[:-1], Entry(found[-1].arrival, odd, True, "")]).left_out == 1


def test_lenses_are_those_who_stood_there_that_day():
    made = projected(told())

    assert [(it.role, it.person) for it in lenses(made.db, HERE, date(2026, 9, 2))][:1] == [
        ("operator", SARA.id)
    ]
    assert {it.key for it in lenses(made.db, HERE, date(2026, 9, 2))} == {
        "operator",
        "cohabitant",
        "cohabitant-2",
    }
    assert {it.role for it in lenses(made.db, HERE, SEPTEMBER - timedelta(days=1))} == {"operator"}


FORM = """
<h1 id="t">Patto &amp; firme</h1>
<form method="post" action="/patto/1" hx-post="/patto/1"><input type="hidden" name="_csrf_token" value="x">
<input name="a" value="&quot;1&quot;"><button type="submit" onclick="go()">Firma</button></form>
<a class="b" href="/casi/1?a=1">Casa</a><a href="https://example.org">fuori</a>
<script>alert(1)</script><svg viewBox="0 0 1 1"/>
"""


def test_nothing_in_a_page_of_then_can_be_sent_or_leads_away():
    text = inert(FORM, lambda address: f"/then{address}" if address.startswith("/casi") else None)

    assert text.count("<") == text.count(">")
    assert not re.search(r"<form|hx-|action=|method=|name=|onclick|script|alert|_csrf|example", text)
    assert '<button type="submit" disabled>Firma</button>' in text
    assert '<input value="&quot;1&quot;" disabled>' in text
    assert '<a class="b" href="/then/casi/1?a=1">Casa</a><a aria-disabled="true">fuori</a>' in text
    assert '<h2 id="t">Patto &amp; firme</h2>' in text


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "2026-13-01", "99999-01-01", "0001-01-01T00:00:00+14:00", "²"]
)
def test_an_odd_position_is_the_end_or_the_beginning_never_an_error(text):
    found = position(text)

    assert found is None or isinstance(found, datetime)


def test_before_the_second_pact_there_is_the_first(demo: House):
    with signed_in(demo, DARIO) as phone:
        before = page(phone, f"fino={day(demo, 80)}&lente=operator&pagina=patto")
        after = page(phone, f"fino={day(demo, 99)}&lente=operator&pagina=patto")

    assert f"In vigore dal {in_words(day(demo, 50), 'year')}" in before
    assert "Versione 2" not in before
    assert "Versione 2" in after
    assert "visto allora, sigillato per te" in page_of_case(demo)


def day(demo: House, n: int) -> date:
    """The n-th day of the story this house was told."""
    return kept(demo.data, datetime.now(ZONE).date()).day(n)


def page_of_case(demo: House) -> str:
    with signed_in(demo, DARIO) as phone:
        return page(phone, "lente=operator&pagina=caso")


def page(phone: httpx.Client, query: str) -> str:
    answer = phone.get(f"{C01}?{query}")
    assert answer.status_code == 200, answer.text[:300]
    return answer.text.partition('<div class="rewound-page"')[2].rpartition("</article>")[0]


def test_an_auditor_finds_no_name_no_word_and_nothing_to_send_through_any_lens_at_any_time(demo: House):
    pages = 0
    with signed_in(demo, DARIO) as phone:
        for when in ("fino=300", f"vista=accaduto&fino={day(demo, 111)}"):
            for lens in ("operator", "cohabitant-2", "family", "coordinator"):
                for sheet in ("caso", "patto", "visite", "casa", "turni", "obiettivi", "andamento"):
                    text = page(phone, f"{when}&lente={lens}&pagina={sheet}")
                    pages += "chiusa" not in text
                    assert [it for it in NAMES if re.search(rf"\b{it}\b", text)] == [], (when, lens, sheet)
                    assert [it for it in SECRETS if it in text] == []
                    assert not re.search(r"<form|hx-|<button(?![^>]*disabled)", text)
    assert pages > 15


SECRETS = ("cena con la vicina", "Cucinare tre cene", "la spesa in due")


def test_an_operator_reads_again_what_she_may_read_today(demo: House):
    with signed_in(demo, SARA) as phone:
        text = page(phone, f"giorno={day(demo, 80)}&lente=operator&pagina=caso")
        theirs = page(phone, f"giorno={day(demo, 80)}&lente=cohabitant&pagina=obiettivi")
        whole = phone.get(C01).text

    assert "la spesa in due" in text
    assert AHMED.first_name in text
    assert "resta chiusa" in theirs
    assert 'type="range"' not in whole
    assert "fatti su" not in whole


def test_who_has_no_right_to_the_case_finds_no_such_page(demo: House):
    for person in (UGO, AHMED):
        with signed_in(demo, person) as phone:
            assert phone.get(C01).status_code == 404
    with signed_in(demo, MARTA) as phone:
        assert phone.get(C01).status_code == 200
        assert phone.get(f"/riavvolgi/{uuid4()}").status_code == 404


def test_what_is_read_again_is_written_down_under_who_really_reads(demo: House):
    """Through the eyes of Paolo it is Sara who reads Giulia's goals."""
    place = f"/riavvolgi/{COHABITATION_PONTETETTO}"
    before = len(looked(demo))
    with signed_in(demo, SARA) as phone:
        lenses = re.findall(r"lente=(operator-?\d*)", phone.get(place).text)
        for lens in sorted(set(lenses)):
            text = phone.get(f"{place}?lente={lens}&pagina=caso").text
            assert "visto allora" not in text.partition('<div class="rewound-page"')[2]
    looks = looked(demo)

    assert len(set(lenses)) == 2
    # Hers may stand from before: within a quarter of an hour the same look is not written down again.
    assert any(it["actor"] == str(SARA.id) and it["dossier"] == str(GIULIA.id) for it in looks)
    assert not any(it["actor"] == str(PAOLO.id) for it in looks[before:])


def looked(demo: House) -> list[dict[str, Any]]:
    """Everything that was written down so far, in order: others use the same house."""
    db = sqlite3.connect(f"file:{demo.data / 'looks.sqlite'}?mode=ro", uri=True)
    return [json.loads(row[0]) for row in db.execute("SELECT data FROM looks ORDER BY rowid")]


TOLD: list[Entry] = told()
