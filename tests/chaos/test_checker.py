"""The checker notices each kind of harm, planted here one at a time."""

import json
import random
from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from tests.chaos import looking
from tests.chaos.checker import Left, check
from tests.chaos.record import Line
from tests.chaos.schedule import schedule

SEED = UUID(int=7)
CONTEXT, KIND = "pacts", "pacts.RecordExpense"


def fact(n: int, stream: str = "ledger", version: int | None = None) -> bytes:
    return json.dumps({
        "event_id": str(uuid5(SEED, f"{stream}{n}")), "command_id": command(n), "topic": "pacts.ExpenseRecorded",
        "stream": stream, "stream_version": version or n, "caused_by": None, "role": "cohabitant",
    }).encode()  # fmt: skip


def command(n: int) -> str:
    return str(uuid5(SEED, f"command {n}"))


def line(n: int, said: str, at: float | None = None) -> Line:
    return Line(at if at is not None else float(n), "Ahmed", said, command(n), CONTEXT, KIND)


FACTS = [fact(n) for n in range(1, 6)]
LINES = [line(n, said) for n in range(1, 6) for said in ("invoke", "ok")]
WHOLE = Left({CONTEXT: FACTS}, {CONTEXT: FACTS}, FACTS)


def with_(**places: list[bytes]) -> Left:
    found = {"store": FACTS, "stream": FACTS, "archive": FACTS, **places}
    return Left({CONTEXT: found["store"]}, {CONTEXT: found["stream"]}, found["archive"])


def test_a_whole_house_is_good_and_whatever_was_not_told_may_be_there_or_not_once():
    unknown = [line(8, "invoke"), line(8, "unknown"), line(5, "unknown")]
    told = [it for it in LINES if it != line(5, "ok")]

    verdict = check([*told, *unknown], WHOLE)

    assert verdict.good
    assert verdict.accepted == 4


@pytest.mark.parametrize("place", ["store", "stream", "archive"])
def test_a_loss_in_any_place_is_named(place: str):
    verdict = check(LINES, with_(**{place: [it for it in FACTS if it != fact(3)]}))

    assert verdict.lost
    assert all(command(3) in it or "version" in it or "order" in it for it in verdict.lost)


@pytest.mark.parametrize("place", ["store", "stream", "archive"])
def test_a_double_in_any_place_is_named(place: str):
    verdict = check(LINES, with_(**{place: [*FACTS, fact(2)]}))

    assert any(str(uuid5(SEED, "ledger2")) in it for it in verdict.doubled)


def test_a_command_that_was_carried_out_twice_under_other_event_ids_is_a_double():
    again = json.dumps({**json.loads(fact(6)), "command_id": command(2)}).encode()

    verdict = check(LINES, with_(**{place: [*FACTS, again] for place in ("store", "stream", "archive")}))

    assert verdict.doubled == [f"{KIND} {command(2)}: 2 facts of one command"]


def test_what_was_refused_and_is_there_or_what_nobody_asked_for_is_a_double():
    refused = [it if it != line(4, "ok") else line(4, "refused") for it in LINES]

    assert any("refused" in it for it in check(refused, WHOLE).doubled)
    assert any("nobody asked" in it for it in check(LINES[:-2], WHOLE).doubled)
    assert check(LINES[:-2], replace(WHOLE, before={CONTEXT: 5})).good


@pytest.mark.parametrize("place", ["store", "stream", "archive"])
def test_a_disorder_in_any_place_is_named(place: str):
    swapped = [FACTS[0], FACTS[2], FACTS[1], *FACTS[3:]]

    verdict = check(LINES, with_(**{place: swapped}))

    assert verdict.disordered
    assert not verdict.lost


def test_streams_of_one_archive_may_stand_in_any_order_among_each_other():
    other = [fact(n, "book", n) for n in (6, 7)]
    both = [json.dumps({**json.loads(it), "stream_version": n}).encode() for n, it in enumerate(other, 1)]
    lines = [*LINES, *(line(n, said) for n in (6, 7) for said in ("invoke", "ok"))]
    mixed = [both[0], *FACTS, both[1]]

    assert check(lines, Left({CONTEXT: [*FACTS, *both]}, {CONTEXT: [*FACTS, *both]}, mixed)).good


def test_what_was_asked_after_an_answer_may_not_stand_before_it():
    overtaken = [line(2, "invoke"), line(2, "ok"), line(1, "invoke"), line(1, "ok"), *LINES[4:]]

    verdict = check(overtaken, WHOLE)

    assert [it for it in verdict.disordered if command(1) in it]


def test_an_answer_that_changes_is_a_loss():
    assert any("later refused" in it for it in check([*LINES, line(2, "refused")], WHOLE).lost)


def test_a_policy_that_never_asked_is_a_loss():
    left = replace(WHOLE, wanted={"a": "network: StartRetention", "b": "network: x"}, given=frozenset("b"))

    assert check(LINES, left).lost == ["policy network: StartRetention: never asked (a)"]


def test_a_table_that_is_another_once_rebuilt_is_named():
    assert looking.differing({"turns": [(1,)], "goals": []}, {"turns": [(2,)], "goals": []}) == ["turns"]
    assert looking.differing({"turns": [(1,)]}, {"turns": [(1,)], "goals": []}) == ["goals"]


def test_the_same_seed_strikes_the_same():
    assert list(schedule(7, 50)) == list(schedule(7, 50)) != list(schedule(8, 50))
    assert {it.kind for it in schedule(7, 200, postgres=True)} == {"kill", "pause", "end"}
    assert sum(it.after for it in schedule(random.randrange(1000), 500)) < 15 * 60
