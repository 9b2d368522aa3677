"""What happens to the rest of a batch, and to what is kept in memory, when something fails in the midst of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from eventsourcing.persistence import OperationalError
from hypothesis import given, settings
from hypothesis import strategies as st

from events.envelope import Recorded, Reply
from events.message import Fact
from events.role import Role
from events.standing import Standing, Stands
from services.kernel.deciding import Due
from services.kernel.orders import Job, Order
from services.kernel.rights import Rights
from services.kernel.store import Store
from services.kernel.writer import Writer
from tests.people import AMINA, SARA, UGO
from tests.services.kernel.conftest import Pocket, ask, new_writer, order
from tests.services.kernel.shelf import GRANTS, SHELF, TAKEN, BookPlaced
from tests.services.kernel.test_writer import place, records
from tests.services.story import act

ODD = UUID(int=13)


def placed_stands(fact: BookPlaced) -> Iterator[Standing]:
    yield Stands("membership", fact.reader, Role.COHABITANT, date(2026, 1, 1), fact.reader)


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    if isinstance(fact, BookPlaced) and fact.reader == ODD:
        raise ZeroDivisionError
    yield from ()


@pytest.fixture
def standing(store: Store, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """A writer of a world in which who places a book stands somewhere by it."""
    monkeypatch.setattr(BookPlaced, "standings", placed_stands)
    return Writer(store, (SHELF, TAKEN), Rights(store, GRANTS), Pocket(), dues)


def put(writer: Writer, *orders: Order) -> list[Reply | Exception]:
    """Each as a job of its own, all in one sitting: its answer, or why there is none."""
    jobs = [Job((each,)) for each in orders]
    writer.write(jobs)
    return [job.done.exception(timeout=30) or job.done.result()[0] for job in jobs]  # type: ignore[misc]


def test_what_a_batch_said_of_rights_is_forgotten_when_the_store_fails_in_its_midst(
    standing: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, real, asked = uuid4(), standing.store.stored, []

    def failing(stream: UUID) -> object:
        asked.append(stream)
        if len(asked) == 3:  # of the second order
            raise OperationalError("the disk")
        return real(stream)

    monkeypatch.setattr(standing.store, "stored", failing)
    answers = put(standing, order(place(uuid4(), reader)), order(place(uuid4())))
    monkeypatch.setattr(standing.store, "stored", real)
    (later,) = ask(standing, order(place(uuid4())))

    assert [type(it) for it in answers] == [OperationalError] * 2
    assert later.accepted
    assert reader not in standing.rights.people
    assert len(records(standing.store)) == 2


def test_consequences_that_cannot_be_told_take_no_neighbour_with_them(standing: Writer) -> None:
    answers = put(standing, order(place(uuid4())), order(place(uuid4(), ODD)), order(place(uuid4())))

    first, broken, last = answers
    assert [isinstance(it, Reply) and it.outcome for it in (first, broken, last)] == [
        "accepted",
        False,
        "accepted",
    ]
    assert ODD not in standing.rights.people
    assert len(records(standing.store)) == 4


def test_a_second_asker_of_an_id_is_told_nothing_of_the_first_ones_fact(writer: Writer) -> None:
    taken = uuid4()
    mine, theirs = (order(place(uuid4()), taken, by=act(who, role="public")) for who in (UGO, AMINA))

    told = ask(writer, mine, theirs)
    (again,) = ask(writer, theirs)

    assert told[0].position > 0
    assert told[1] == again
    assert (again.reason, again.position) == ("command.id-taken", 0)


@pytest.mark.parametrize("together", [True, False])
def test_ones_own_change_a_moment_ago_is_no_clash_however_both_arrive(writer: Writer, together: bool) -> None:
    shelf = uuid4()
    ask(writer, order(place(shelf)))
    seen = writer.store.history(shelf)[-1].stream_version
    mine = [order(place(shelf).model_copy(update={"expects": seen})) for _ in range(2)]
    theirs = order(place(shelf).model_copy(update={"expects": seen}), by=act(SARA, role="public"))
    orders = [*mine, theirs]

    replies = ask(writer, *orders) if together else [ask(writer, each)[0] for each in orders]

    assert [it.reason for it in replies] == [None, None, "command.stale"]


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 2), st.integers(0, 5), st.booleans(), st.none() | st.integers(0, 3)
    ),
    min_size=1,
    max_size=12,
)


def meant(run: UUID, steps: list[tuple[int, int, int, bool, int | None]]) -> list[Order]:
    """Shelf, reader, number of the id, whose, and which version it was made with."""
    shelves, readers = ([uuid5(run, f"{kind} {n}") for n in range(3)] for kind in ("shelf", "reader"))
    return [
        order(
            place(shelves[shelf], readers[reader]).model_copy(update={"expects": expects}),
            uuid5(run, f"id {n}"),
            by=act(SARA if hers else UGO, role="public"),
        )
        for shelf, reader, n, hers, expects in steps
    ]


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_what_waits_together_is_answered_as_if_it_had_come_one_by_one(steps) -> None:  # type: ignore[no-untyped-def]
    orders = meant(uuid4(), steps)
    writers = [new_writer(Store(f"t{uuid4().hex}", "memory", Path())) for _ in range(2)]

    together = ask(writers[0], *orders)
    one_by_one = [ask(writers[1], each)[0] for each in orders]

    assert [told(it) for it in together] == [told(it) for it in one_by_one]
    assert [it.event_id for it in records(writers[0].store)] == [
        it.event_id for it in records(writers[1].store)
    ]
    for writer in writers:
        writer.store.close()


def told(reply: Reply) -> tuple[object, ...]:
    return reply.outcome, reply.reason, reply.field, reply.version, reply.position


@settings(max_examples=25, deadline=None)
@given(STEPS, st.lists(st.sampled_from(["before", "after", "well"]), max_size=12))
def test_a_commit_of_which_nobody_knows_is_found_again_and_none_is_made_twice(steps, faults) -> None:  # type: ignore[no-untyped-def]
    """The store fails before it wrote, or after, when the asker hears the same: asked again, all is as asked once."""
    orders = meant(uuid4(), steps)
    writers = [new_writer(Store(f"t{uuid4().hex}", "memory", Path())) for _ in range(2)]
    once = ask(writers[0], *orders)
    store, real, left = writers[1].store, writers[1].store.append, list(faults)

    def failing(*what: Any) -> Any:
        fault = left.pop() if left else "well"
        if fault == "before":
            raise OperationalError("gone")
        found = real(*what)
        if fault == "after":
            raise OperationalError("gone after the commit was sent")
        return found

    store.append = failing  # type: ignore[method-assign,assignment]
    answers = put(writers[1], *orders)
    while any(isinstance(it, Exception) for it in answers):
        answers = put(writers[1], *orders)

    assert [told(it) for it in answers] == [told(it) for it in once]  # type: ignore[arg-type]
    assert len(records(store)) == len(records(writers[0].store))
    for writer in writers:
        writer.store.close()
