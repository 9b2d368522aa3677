"""The observatory counts, and keeps back whatever is about fewer than five."""

from datetime import UTC, datetime

import pytest

from events.accompaniment.goal import GoalClosed
from events.accompaniment.visit import VisitEnded, VisitMinutesCorrected
from frontend.pages.observatory.projection import projection as observatory
from frontend.pages.observatory.queries import Cell, measure
from tests.frontend.pages.telling import Telling, rows
from tests.people import DARIO, MARTA, SARA, TEO, UGO, Person, id_of
from tests.system.house import House
from tests.system.signing_in import signed_in

AT = datetime(2026, 9, 3, tzinfo=UTC)


def visits(it: Telling, homes: int, each: int) -> None:
    for home in range(homes):
        for n in range(each):
            it.tell(id_of(f"v{home}/{n}"), VisitEnded(at=AT, minutes=30), AT, SARA.id, id_of(f"home {home}"))


@pytest.mark.parametrize(("homes", "each", "seen"), [(1, 9, None), (4, 2, None), (5, 1, 5), (5, 2, 10)])
def test_a_count_is_shown_from_five_homes_on(homes: int, each: int, seen: int | None) -> None:
    it = Telling(observatory)
    visits(it, homes, each)

    assert measure(it.db, "visits").cells == (Cell("2026-09", seen),)
    assert measure(it.db, "minutes").cells == (Cell("2026-09", seen and seen * 30),)


def test_the_total_does_not_tell_what_a_row_keeps_back() -> None:
    it = Telling(observatory)
    for outcome, people in (("reached", 6), ("let-go", 2)):
        for n in range(people):
            fact = GoalClosed(person=id_of(f"{outcome} {n}"), outcome=outcome, closed_on=AT.date())
            it.tell(id_of(f"goal {outcome} {n}"), fact, AT, SARA.id)
    goals = measure(it.db, "goals")

    assert goals.cells == (Cell("let-go", None), Cell("reached", 6))
    assert goals.total is None


def test_a_correction_counts_and_any_order_gives_the_same() -> None:
    it = Telling(observatory)
    visits(it, 5, 1)
    corrected = VisitMinutesCorrected(minutes=45, reason="wrong-time")
    it.tell(id_of("v0/0"), corrected, AT, SARA.id, id_of("home 0"))

    assert measure(it.db, "minutes").total == 165
    assert all(
        rows(it.taken(it.shuffled(seed)), observatory) == rows(it.db, observatory) for seed in range(5)
    )


@pytest.mark.parametrize(
    ("person", "status"), [(TEO, 200), (MARTA, 200), (DARIO, 404), (UGO, 404), (SARA, 404)]
)
def test_it_is_for_research_and_for_the_coordinators(demo: House, person: Person, status: int) -> None:
    with signed_in(demo, person) as phone:
        pages = [phone.get(path) for path in ("/osservatorio", "/osservatorio/tabella")]

    assert {it.status_code for it in pages} == {status}


def test_whoever_does_research_finds_numbers_and_nobody(demo: House) -> None:
    with signed_in(demo, TEO) as phone:
        page, table = phone.get("/osservatorio"), phone.get("/osservatorio/tabella")
        home = phone.get("/")

    assert "meno di 5" in page.text
    assert table.headers["content-type"].startswith("text/csv")
    assert "Domande arrivate" in table.content.decode("utf-8-sig")
    assert home.url.path == "/osservatorio"
