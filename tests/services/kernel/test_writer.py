"""One writer: together, in turn, once."""

import threading
from uuid import UUID, uuid4, uuid5

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.envelope import Recorded
from services.kernel.orders import Job
from services.kernel.store import Store
from services.kernel.writer import Writer
from tests.people import AMINA, MARCO, SARA
from tests.services.kernel.conftest import OpenStore, ask, new_writer, order
from tests.services.kernel.shelf import BreakShelf, PlaceBook, TakeShelf
from tests.services.story import act


def place(shelf: UUID, reader: UUID | None = None, note: str = "") -> PlaceBook:
    return PlaceBook(stream=shelf, dossier=shelf, reader=reader or uuid4(), note=note)


def records(store: Store) -> list[Recorded]:
    return [Recorded.model_validate_json(each.state) for each in store.waiting(0, 10_000)]


def test_an_accepted_command_is_stored_with_all_that_goes_with_it(writer: Writer) -> None:
    shelf, reader = uuid4(), uuid4()

    (reply,) = ask(writer, order(place(shelf, reader)))

    assert reply.accepted
    assert [record.topic for record in records(writer.store)] == ["pacts.BookPlaced", "pacts.ShelfTaken"]
    assert reply.position == writer.store.position
    assert records(writer.store)[0].subjects == (reader,)


def test_a_refusal_leaves_nothing_of_its_own_and_touches_no_neighbour(writer: Writer) -> None:
    shelf, orders = uuid4(), []
    orders = [order(place(shelf)) for _ in range(5)]

    replies = ask(writer, *orders)

    assert [reply.outcome for reply in replies] == ["accepted"] * 3 + ["refused"] * 2
    assert replies[-1].reason == "shelf.full"
    assert len(records(writer.store)) == 6


def test_the_same_id_twice_is_once_in_one_sitting_later_and_after_a_restart(open_store: OpenStore) -> None:
    writer, again = new_writer(open_store()), order(place(uuid4()), command_id=uuid4())

    first, second = ask(writer, again, again)
    (third,) = ask(writer, again)
    (fourth,) = ask(new_writer(open_store()), again)

    assert first == second == third == fourth
    assert len(records(writer.store)) == 2


def test_a_refusal_is_remembered_even_when_it_would_be_accepted_now(writer: Writer) -> None:
    reader, early = uuid4(), uuid4()
    ask(writer, order(place(uuid4(), reader)))
    refused = order(place(uuid4(), reader), command_id=early)

    replies = [ask(writer, refused)[0] for _ in range(2)]

    assert [reply.reason for reply in replies] == ["shelf.another"] * 2


def test_an_id_cannot_be_used_for_other_words_or_by_another_person(writer: Writer) -> None:
    shelf, taken = uuid4(), uuid4()
    mine = order(place(shelf), command_id=taken)
    ask(writer, mine)

    other_words, other_person = ask(
        writer,
        order(place(shelf), command_id=taken),
        order(mine.command, command_id=taken, by=act(AMINA, role="public")),
    )

    assert [other_words.reason, other_person.reason] == ["command.id-taken"] * 2
    assert len(records(writer.store)) == 2


def test_what_nobody_granted_is_refused(writer: Writer) -> None:
    replies = ask(
        writer,
        order(TakeShelf(stream=uuid4(), dossier=uuid4(), shelf=uuid4())),
        order(place(uuid4()), by=act(MARCO, role="operator")),
    )

    assert [reply.reason for reply in replies] == ["access.not-yours"] * 2


def test_a_stream_keeps_its_dossier_and_its_partnership(writer: Writer) -> None:
    shelf = uuid4()
    ask(writer, order(place(shelf)))
    elsewhere = act(AMINA, role="public")

    moved, foreign = ask(
        writer,
        order(PlaceBook(stream=shelf, dossier=uuid4(), reader=uuid4())),
        order(place(shelf), by=type(elsewhere)(**{**elsewhere.__dict__, "partnership": "bologna"})),
    )

    assert [moved.reason, foreign.reason] == ["command.wrong-dossier", "access.not-yours"]


def test_a_version_that_has_moved_on_is_refused_for_a_person_to_decide(writer: Writer) -> None:
    shelf = uuid4()
    ask(writer, order(place(shelf)))
    late = place(shelf).model_copy(update={"expects": 0})

    (theirs,) = ask(writer, order(late, by=act(SARA, role="public")))
    (own,) = ask(writer, order(late))

    assert theirs.reason == "command.stale"
    assert own.reason != "command.stale"


def test_a_retry_may_know_of_a_later_version_and_is_still_the_same(writer: Writer) -> None:
    shelf, command_id = uuid4(), uuid4()
    first = place(shelf)
    (told,) = ask(writer, order(first, command_id))

    (again,) = ask(writer, order(first.model_copy(update={"expects": 7}), command_id))

    assert again == told


def test_what_builds_on_a_refused_command_is_refused_and_on_an_unknown_one_waits(writer: Writer) -> None:
    shelf, reader = uuid4(), uuid4()
    ask(writer, order(place(uuid4(), reader)))
    refused = order(place(shelf, reader))
    ask(writer, refused)

    after_refused, after_unknown = ask(
        writer, order(place(shelf), after=refused.command_id), order(place(shelf), after=uuid4())
    )

    assert after_refused.reason == "command.predecessor-refused"
    assert after_unknown.outcome == "unavailable"


def test_a_rule_that_breaks_answers_without_being_remembered_or_stopping_others(writer: Writer) -> None:
    broken = order(BreakShelf(stream=uuid4(), dossier=uuid4()))

    replies = ask(writer, broken, order(place(uuid4())))

    assert [reply.outcome for reply in replies] == ["unavailable", "accepted"]
    assert writer.store.rows("SELECT * FROM {s}replies WHERE outcome = 'unavailable'") == []


def test_private_words_are_closed_in_the_store(writer: Writer) -> None:
    ask(writer, order(place(uuid4(), note="canarino-42")))

    (record, _) = records(writer.store)

    assert b"canarino" not in record.to_bytes()
    assert record.fact["note"]["category"] == "pact"
    assert record.revived().note.place == f"{record.event_id}/note"  # type: ignore[attr-defined]


def test_two_writers_on_one_store_lose_and_double_nothing(open_store: OpenStore) -> None:
    """A clash refuses the whole insert; then each job goes alone, on states read again."""
    writers = [new_writer(open_store()) for _ in range(2)]
    shelves = [uuid4() for _ in range(4)]
    replies: list[list[str]] = []

    def work(writer: Writer) -> None:
        orders = [order(place(shelf)) for shelf in shelves for _ in range(3)]
        for at in range(0, len(orders), 4):
            replies.append([reply.outcome for reply in ask(writer, *orders[at : at + 4])])

    threads = [threading.Thread(target=work, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    outcomes = [outcome for each in replies for outcome in each]
    assert outcomes.count("accepted") == 12
    assert outcomes.count("refused") == 12
    stored = records(writers[0].store)
    assert len({record.event_id for record in stored}) == len(stored) == 24


def test_many_askers_of_one_id_get_one_fact_and_one_answer(writer: Writer) -> None:
    same = order(place(uuid4()), command_id=uuid4())
    writer.start()

    jobs = [writer.put(Job((same,))) for _ in range(50)]

    assert len({job.done.result(timeout=30)[0].model_dump_json() for job in jobs}) == 1
    assert len(records(writer.store)) == 2
    writer.stop()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4), st.integers(0, 3), st.booleans()), max_size=30)
)
def test_any_mix_of_commands_repeats_and_restarts_ends_as_if_each_had_been_asked_once(
    open_store: OpenStore, steps: list[tuple[int, int, int, bool]]
) -> None:
    """The model: a shelf holds three, a reader holds one shelf, an id is answered once."""
    run = uuid4()
    store, shelves, readers = open_store(), [uuid4(), uuid4()], [uuid4() for _ in range(4)]
    writer, model, taken, answers = new_writer(store), {s: 0 for s in shelves}, {}, {}
    for at_shelf, id_n, at_reader, restart in steps:
        writer = new_writer(store) if restart else writer
        shelf, reader = shelves[at_shelf], readers[at_reader]
        key = (id_n, shelf, reader)
        (reply,) = ask(writer, order(place(shelf, reader), command_id=uuid5(run, str(key))))
        if key not in answers:
            full, elsewhere = model[shelf] >= 3, taken.get(reader, shelf) != shelf
            answers[key] = "refused" if full or elsewhere else "accepted"
            if answers[key] == "accepted":
                model[shelf] += 1
                taken[reader] = shelf
        assert reply.outcome == answers[key]

    books = [r for r in records(store) if r.topic == "pacts.BookPlaced" and r.stream in model]
    assert len(books) == sum(model.values())
