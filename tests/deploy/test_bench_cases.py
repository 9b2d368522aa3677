"""Every goal has a case, a control and a row in the docs; a part that breaks takes no other with it."""

import asyncio
import re
from pathlib import Path

import pytest

from deploy.bench import __main__ as bench
from deploy.bench import slow_disk
from deploy.bench.cases import CASES, Case
from deploy.bench.core import Core, points
from deploy.bench.facts import point_opened
from deploy.bench.far import far
from deploy.bench.goals import GOALS
from deploy.bench.ground import QUICK, Ground, Stage
from deploy.bench.growing import grow, states, stores_in
from deploy.bench.match import assigned
from deploy.bench.rounds import Rounds
from deploy.bench.sealed import Batches
from tests.deploy.test_bench import of

HERE = Path(bench.__file__).parent
DOCS = Path(__file__).parents[2] / "docs" / "benchmarks.md"
# The table of the performance study, A1 to X1.
STUDIED = """
    A1 A2 A3 A4 A5 L1 R1 R2 H1 H2 E1 E2 E3 P1 P2 P3 P4 P5 O1 O2 M1 X1
"""


def test_every_goal_of_the_study_is_a_goal_of_the_bench():
    assert set(STUDIED.split()) <= {it.name for it in GOALS}


@pytest.mark.parametrize("goal", GOALS, ids=lambda it: it.name)
def test_a_goal_names_a_part_that_measures_both_its_case_and_its_control(goal):
    code = "".join(it.read_text() for it in HERE.glob("*.py") if it.name != "goals.py")
    plain = re.sub(r"(-pg| at 10.*)$", "", goal.case), re.sub(r"(-pg| at 10.*)$", "", goal.control)

    assert goal.by in CASES
    assert goal.case != goal.control
    for it in plain:
        assert it in code or it in (HERE / "goals.py").read_text()


@pytest.mark.parametrize("goal", GOALS, ids=lambda it: it.name)
def test_a_goal_has_a_row_in_the_docs(goal):
    rows = [line for line in DOCS.read_text().splitlines() if line.startswith("|")]

    assert any(goal.name in re.split(r"[|, ]+", row.split("|")[1]) for row in rows)


async def test_a_part_that_fails_or_hangs_leaves_the_others_standing(monkeypatch, tmp_path):
    async def breaks(_: Ground) -> Rounds:
        raise RuntimeError("no server")

    async def hangs(_: Ground) -> Rounds:
        await asyncio.Event().wait()
        return Rounds()

    async def works(_: Ground) -> Rounds:
        return of(ours=[9.0], theirs=[1.0])

    parts = {"append": Case(breaks), "hops": Case(hangs, limit=0.01), "relay": Case(works)}
    monkeypatch.setattr(bench, "CASES", parts)
    run = bench.Run(QUICK)
    for name in parts:
        await run.part(name, Ground(tmp_path, QUICK, Stage(tmp_path)))

    found = {it.goal.name: it for it in run.all()}
    assert run.broken == {
        "append": "RuntimeError: no server",
        "hops": "not done, or no answer, within 0.01 s",
    }
    assert (found["T1"].value, found["A1"].failed, found["H1"].failed) == (9.0, True, True)
    assert bench.verdict(run, run.all(), quick=True) == 1


async def test_the_core_really_keeps_what_it_says_it_accepted(tmp_path):
    core = Core(tmp_path)
    await core.begin()
    before = core.store.position

    figures = await core.at_once(points(6), 3)

    assert core.store.position == before + 6
    assert figures.keys() == {"rate", "p50", "p99"}
    core.close()


async def test_sealed_and_plain_batches_store_as_many_facts(tmp_path):
    batches = Batches(tmp_path)

    for go in batches.cases(100).values():
        await go()

    assert (batches.sealed.position, batches.plain.position) == (100, 100)
    assert b'"ct":' in batches.sealed.at(1).state
    assert len(batches.sealed.at(1).state) == len(batches.plain.at(1).state)
    batches.close()


def test_a_grown_store_holds_whole_tellings_under_other_ids(tmp_path):
    stores = stores_in(tmp_path)
    stores[-1].append([point_opened(), point_opened()])

    assert grow(stores, 9) == 8
    assert len({it for it in states(stores)}) == 8
    for store in stores:
        store.close()


def test_a_slow_sync_is_made_where_there_is_a_compiler(tmp_path, monkeypatch):
    monkeypatch.setattr(slow_disk.shutil, "which", lambda _: None)
    assert slow_disk.compiled(tmp_path) is None


async def test_bytes_from_far_away_come_as_they_were_sent(tmp_path):
    async def echo(reader, writer):
        writer.write(await reader.readexactly(4))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with far("127.0.0.1", server.sockets[0].getsockname()[1], 0.01) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"casa")
        assert await reader.read() == b"casa"
        writer.close()
    server.close()


def test_the_best_free_home_goes_first():
    assert assigned([(-5, 0, 1), (-4, 0, 0), (-3, 1, 1), (-2, 1, 0)]) == {1: 0, 0: 1}
