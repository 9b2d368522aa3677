"""I25 on the pages: whoever may be the cause finds no word, no line and no page of it; others find all they should."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.accompaniment.incident import IncidentAcknowledged, IncidentRaised, ProtectionStepTaken, kept_from
from events.accompaniment.sharing import ShareGranted
from events.category import Category
from events.network.person import RelationRecorded
from events.role import Role
from events.sealed import seal
from frontend.pages.incident.projection import projection as incidents
from frontend.pages.incident.queries import relatives_of, report, reports, steps_of, waiting
from frontend.projecting import box
from frontend.scope.withheld import projection as withheld
from frontend.sentences import Told
from tests.frontend.pages.house_of_two import HERE, house
from tests.frontend.pages.telling import FAR_AWAY, LONG_AGO, Telling, rows
from tests.people import AHMED, MARCO, MARTA, ROSA, SARA, Person, id_of

AT, DAY = datetime(2026, 9, 20, 18, tzinfo=UTC), date(2026, 9, 21)
IT, WORDS, DONE = id_of("incident"), "Ha alzato le mani.", "Parlato con Ahmed da solo."


def told(*causes: Person, by: Person = AHMED, harmed: Person | None = AHMED, level: int = 2) -> Telling:
    it = house(incidents, withheld)
    owner = harmed.id if harmed else HERE
    fact = IncidentRaised(
        raised_by=by.id, at=AT, kind="abuse", level=level, harmed=harmed.id if harmed else None,
        hidden=tuple(kept_from(IT, each.id) for each in causes), causes=seal("", HERE, Category.INCIDENTS),
        words=seal(WORDS, owner, Category.INCIDENTS), due=AT,
    )  # fmt: skip
    it.tell(IT, fact, AT, by.id, HERE)
    step = ProtectionStepTaken(step="talked-apart", words=seal(DONE, owner, Category.INCIDENTS))
    it.tell(IT, step, AT, SARA.id, HERE)
    return it


async def sees(it: Telling, person: Person, role: Role) -> tuple[int, list[str]]:
    """How many lines they find, and what the words are for them wherever a page would print them."""
    reader = it.reader(person, role, DAY)
    raw = it.db.execute("SELECT * FROM incident_reports").fetchone()
    values = [box(raw["words"]), *(step.words for step in steps_of(it.db, IT))]
    return len(reports(it.db, reader)), await it.printed(reader, *(Told((each,)) for each in values if each))


@pytest.mark.parametrize(("person", "role"), [(SARA, Role.OPERATOR), (AHMED, Role.SELF)])
async def test_who_accompanies_and_whom_it_happened_to_read_it(person: Person, role: Role) -> None:
    lines, words = await sees(told(MARCO), person, role)

    assert (lines, words) == (1, [WORDS, DONE])


@pytest.mark.parametrize(
    ("cause", "role"), [(MARCO, Role.COHABITANT), (SARA, Role.OPERATOR), (AHMED, Role.SELF)]
)
async def test_i25_its_possible_cause_finds_nothing_whatever_they_may_read_else(
    cause: Person, role: Role
) -> None:
    it = told(cause, by=ROSA)
    lines, words = await sees(it, cause, role)

    assert lines == 0
    assert WORDS not in words
    assert DONE not in words
    assert report(it.db, it.reader(cause, role, DAY), IT) is None


def shown_to_rosa(*causes: Person) -> Telling:
    """Ahmed lets his mother read incidents."""
    it = told(*causes)
    link = RelationRecorded(person=AHMED.id, relative=ROSA.id, kind="parent", since=LONG_AGO)
    it.tell(id_of("relation"), link, AT, SARA.id, AHMED.id)
    share = ShareGranted(
        person=AHMED.id, to=ROSA.id, role=Role.FAMILY, categories=(Category.INCIDENTS,), since=LONG_AGO,
        until=FAR_AWAY,
    )  # fmt: skip
    it.tell(id_of("share"), share, AT, AHMED.id, AHMED.id)
    return it


async def test_i25_a_share_opens_it_to_a_relative_but_not_to_one_who_may_be_the_cause() -> None:
    assert ROSA.id in relatives_of(shown_to_rosa().db, HERE, DAY)
    assert (await sees(shown_to_rosa(), ROSA, Role.FAMILY))[1] == [WORDS, DONE]
    assert WORDS not in (await sees(shown_to_rosa(ROSA), ROSA, Role.FAMILY))[1]


async def test_who_lives_there_reads_only_that_they_reported_it() -> None:
    it = told(by=MARCO)
    lines, words = await sees(it, MARCO, Role.COHABITANT)

    assert lines == 1
    assert WORDS not in words


def test_what_nobody_took_on_waits_most_pressing_first() -> None:
    it = told(level=1)
    later = IncidentRaised(
        raised_by=SARA.id,
        at=AT,
        kind="fire",
        level=3,
        harmed=None,
        hidden=(),
        causes=None,
        words=None,
        due=AT,
    )
    it.tell(id_of("fire"), later, AT, SARA.id, HERE)
    sara = it.reader(SARA, Role.OPERATOR, DAY)
    assert [one.level for one in waiting(it.db, sara)] == [3, 1]

    it.tell(id_of("fire"), IncidentAcknowledged(minutes=5, in_time=True), AT, SARA.id, HERE)
    assert [one.level for one in waiting(it.db, sara)] == [1]


@pytest.mark.parametrize(
    ("who", "role", "index"),
    [
        (SARA, Role.OPERATOR, "incident_reports_dossier"),
        (AHMED, Role.SELF, "incident_reports_raised_by"),
        (MARTA, Role.COORDINATOR, "incident_reports_new"),
    ],
)
def test_a_day_does_not_ask_for_all_that_was_ever_reported(who: Person, role: Role, index: str) -> None:
    it = told()
    asked: list[str] = []
    for statement in incidents.indexes.strip().split(";")[:-1]:
        it.db.execute(statement)
    it.db.set_trace_callback(asked.append)
    waiting(it.db, it.reader(who, role, DAY))
    it.db.set_trace_callback(None)

    [question] = [each for each in asked if "FROM incident_reports" in each]
    plan = " ".join(row[3] for row in it.db.execute(f"EXPLAIN QUERY PLAN {question}"))
    assert index in plan


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from([MARCO, SARA, AHMED]), min_size=1), st.integers(0, 1000))
def test_i25_holds_in_any_order_of_what_was_heard(causes: set[Person], seed: int) -> None:
    it = told(*causes, by=ROSA)
    mixed = it.taken(it.shuffled(seed))

    assert rows(mixed, incidents, withheld) == rows(it.db, incidents, withheld)
    roles = {MARCO: Role.COHABITANT, SARA: Role.OPERATOR, AHMED: Role.SELF}
    found: list[UUID] = [one.id for who in causes for one in reports(it.db, it.reader(who, roles[who], DAY))]
    assert found == []
