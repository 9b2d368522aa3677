"""Keeping and letting go, and the page that closes a home: what stands there, and that it is the coordinator's alone."""

from datetime import UTC, date, datetime

import httpx
import pytest

from deploy.demo.story.intake import application_of
from events.network.disposal import (
    DisposalAuthorised,
    DisposalConfirmed,
    DisposalDone,
    DisposalProposed,
    Kept,
    RetentionHeld,
    RetentionStarted,
    retention_of,
)
from frontend.pages.case.projection import projection as cases
from frontend.pages.disposal.projection import projection
from frontend.pages.disposal.queries import ahead, done, kept, one, to_settle
from tests.frontend.pages.telling import Telling
from tests.people import AHMED, COHABITATION_SAN_VITO, DARIO, LUCA, MARTA, PAOLO, ROSA, SARA, UGO
from tests.system.house import House
from tests.system.signing_in import signed_in

HERE = COHABITATION_SAN_VITO
CLOCK = retention_of(HERE, AHMED.id)
CLASS = Kept(
    record_class="accompaniment", categories=("goals",), years=10, source="un piano", due=date(2036, 3, 1)
)
STARTED = RetentionStarted(
    owner=AHMED.id, kind="cohabitation", since=date(2026, 3, 1), table="prova", classes=(CLASS,)
)
STEPS = (
    DisposalProposed(record_class="accompaniment"),
    DisposalAuthorised(record_class="accompaniment", act="SAB 4", act_day=date(2036, 3, 2), by=MARTA.id),
    DisposalConfirmed(
        record_class="accompaniment", owner=AHMED.id, kind="cohabitation", categories=("goals",)
    ),
    DisposalDone(record_class="accompaniment", keys=2),
)


def told(*facts):
    it = Telling(projection, cases)
    for fact in facts:
        it.tell(CLOCK, fact, datetime(2036, 3, 3, 9, tzinfo=UTC), MARTA.id, HERE)
    return it.db


def test_a_class_is_kept_and_falls_due_within_a_year():
    db = told(STARTED)

    assert [it[:3] for it in kept(db)] == [("accompaniment", 1, date(2036, 3, 1))]
    assert ahead(db, date(2034, 1, 1)) == []
    assert [it.owner for it in ahead(db, date(2035, 9, 1))] == [AHMED.id]


@pytest.mark.parametrize(
    ("steps", "stage"), [(1, "proposed"), (2, "authorised"), (3, "confirmed"), (4, "done")]
)
def test_each_step_is_where_it_belongs(steps, stage):
    db = told(STARTED, *STEPS[:steps])

    it = one(db, CLOCK, "accompaniment")
    assert it.stage == stage
    assert to_settle(db) == ([it] if steps < 4 else [])
    assert done(db) == ([it] if steps == 4 else [])
    assert (it.act, it.authorised_by) == (("SAB 4", MARTA.id) if steps > 1 else (None, None))


def test_a_clock_that_is_held_leaves_the_page():
    db = told(STARTED, RetentionHeld(classes=("accompaniment",)))

    assert kept(db) == []
    assert one(db, CLOCK, "accompaniment") is None


LUCAS = f"/scarto/{retention_of(application_of(LUCA)['stream'], LUCA.id)}/application"
PAGES = ("/scarto", LUCAS, f"/convivenze/{HERE}/chiusura")


@pytest.mark.parametrize("page", PAGES)
def test_a_coordinator_reads_it_and_to_everybody_else_it_is_not_there(demo: House, page):
    with signed_in(demo, MARTA) as phone:
        assert phone.get(page).status_code == 200
    for person in (SARA, PAOLO, AHMED, ROSA, DARIO, UGO):
        with signed_in(demo, person) as phone:
            answer = phone.get(page)
            assert answer.status_code == 404
            assert answer.content == phone.get("/non-esiste").content
    with httpx.Client(base_url=demo.url, timeout=30) as nobody:
        assert nobody.get(page).status_code == 303


def test_the_terms_that_run_are_told_with_their_rule(demo: House):
    with signed_in(demo, MARTA) as phone:
        page = phone.get("/scarto").text
        assert "Piano di conservazione dei Comuni" in page
        assert "Nessuno scarto da decidere" in page
        assert "Il termine non è ancora scaduto" in phone.get(LUCAS).text
        assert phone.get(LUCAS.replace("/application", "/altro")).status_code == 404
