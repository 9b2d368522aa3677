"""The bench counts what it claims to count; how fast it is, no test asks."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from deploy.bench import relaying
from deploy.bench.commands import Refused, asked
from deploy.bench.facts import copies, multiplied, point_opened
from deploy.bench.goals import GOALS, ratios
from deploy.bench.report import read, table, write
from deploy.bench.rounds import Rounds, interleaved, percentile
from deploy.bench.stores import committed, in_sqlite
from services.kernel.store import Store


def of(**figures: list[float]) -> Rounds:
    return Rounds(
        {("relay, backlog", "rate"): figures["ours"], ("publish one by one", "rate"): figures["theirs"]}
    )


async def test_every_round_measures_every_case_and_the_first_only_warms_up():
    order: list[str] = []

    def case(name: str):
        async def go() -> dict[str, float]:
            order.append(name)
            return {"rate": float(len(order))}

        return go

    rounds = await interleaved({"ours": case("ours"), "theirs": case("theirs")}, 2)

    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]
    assert rounds.figures == {("theirs", "rate"): [3.0, 6.0], ("ours", "rate"): [4.0, 5.0]}


def test_a_ratio_is_the_median_of_the_rounds_own_ratios():
    rounds = of(ours=[10.0, 90.0, 40.0], theirs=[1.0, 10.0, 2.0])

    assert rounds.ratio("rate", "relay, backlog", "publish one by one") == 10.0


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.99, 99), (1, 100), (0, 1)])
def test_a_percentile_is_one_of_the_values(share, expected):
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_what_was_not_measured_has_no_value_and_never_passes():
    found = {it.goal.name: it for it in ratios(of(ours=[9.0], theirs=[1.0]).skip("no compiler", "A3"))}

    assert [name for name, it in found.items() if it.value is not None] == ["T1"]
    assert (found["A3"].why, found["A1"].why) == ("no compiler", "not part of this run")
    assert "| skipped: no compiler |" in table([found["A3"]])


def test_a_part_that_broke_is_told_as_failed_with_its_reason():
    found = {it.goal.name: it for it in ratios(Rounds(), {"relay": "Refused: no"})}

    assert (found["T1"].failed, found["T1"].missed, found["T1"].why) == (True, True, "Refused: no")
    assert not found["T2"].missed


def test_noise_alone_does_not_break_a_floor():
    floor_held_by_a_quarter = ratios(of(ours=[5.0, 6.0, 9.0, 9.0], theirs=[1.0] * 4))
    far_below = ratios(of(ours=[5.0, 6.0, 6.0, 9.0], theirs=[1.0] * 4))

    assert [it.missed for found in (floor_held_by_a_quarter, far_below) for it in found if it.value] == [
        False, True,
    ]  # fmt: skip


def test_a_goal_says_which_side_is_better_and_no_two_share_a_name():
    more = next(it for it in GOALS if it.name == "T1")
    less = next(it for it in GOALS if it.name == "E1")

    assert (more.met(8), more.met(7.9), less.met(5), less.met(5.1)) == (True, False, True, False)
    assert len({it.name for it in GOALS}) == len(GOALS)


def test_the_file_for_machines_holds_every_ratio_with_its_goal(tmp_path: Path):
    found = ratios(of(ours=[4.0], theirs=[1.0]))
    write(tmp_path / "var" / "bench.json", found, {"cores": 2})

    written = json.loads((tmp_path / "var" / "bench.json").read_text())

    assert written.keys() == {"machine", "ratios"}
    assert written["ratios"].keys() == {it.name for it in GOALS}
    assert written["ratios"]["T1"] == {"value": 4.0, "floor": 8, "aim": 16}
    assert written["ratios"]["A1"] == {
        "value": None, "floor": 0.5, "aim": 0.7, "skipped": "not part of this run",
    }  # fmt: skip
    assert table(read(tmp_path / "var" / "bench.json")) == table(found)
    assert "| not met |" in table(found)


async def test_the_backlog_that_is_timed_really_reaches_its_stream(tmp_path: Path):
    rounds = await relaying.measure(tmp_path, 40, 1)

    assert {case for case, _ in rounds.figures} == {"relay, backlog", "publish one by one"}
    store = Store("network", "sqlite", tmp_path)
    assert store.position == 80  # the round to warm up, and the one that counts
    store.close()


async def test_the_control_keeps_one_fact_a_commit(tmp_path: Path):
    file = tmp_path / "plain.sqlite"

    figures = await committed(in_sqlite(file), point_opened().to_bytes(), 3)

    assert figures.keys() == {"rate", "p50", "p99"}
    assert file.exists()


async def test_a_command_that_was_refused_does_not_count():
    class Refusing:
        async def request(self, *_: object, **__: object):
            return type("Answer", (), {"data": b'{"outcome":"refused"}'})

    with pytest.raises(Refused):
        await asked(Refusing(), "casa.commands.network.OpenPoint", b"{}")  # type: ignore[arg-type]


def test_facts_under_further_ids_still_speak_of_each_other(tmp_path: Path):
    source, stream = Store("network", "sqlite", tmp_path / "source"), uuid4()
    source.append([point_opened(stream)])

    first, second, third = copies(source, 3)

    assert first.stream == stream
    assert len({first.stream, second.stream, third.stream}) == 3
    assert all(it.fact["organisation"] == str(it.stream) for it in (first, second, third))
    assert multiplied("network", tmp_path / "source", tmp_path / "target", 3).position == 3
    source.close()
