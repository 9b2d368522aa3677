"""A slice of `make inputs`: generated requests to shut doors and refused forms; the house is as it was afterwards."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.inputs.running import SLOW, Run, corpus
from tests.inputs.surface import openapi
from tests.system.house import House
from tests.system.positions import positions
from tests.system.posted import Hands

SEED, MANY = 7, 120


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("addresses")


def test_nobody_is_served_the_description_of_it_all(hands: Hands, addresses: Path) -> None:
    described = openapi(addresses)

    assert len(described["paths"]) > 300
    for path in ("/schema", "/schema/openapi.json", "/openapi.json", "/docs", "/schema/swagger"):
        assert {it.get(path).status_code for it in hands.values()} == {404}


def test_generated_requests_break_nothing_open_nothing_and_do_nothing(demo: House, addresses: Path) -> None:
    made = corpus(addresses, SEED, MANY * 4)
    before = positions(demo.data)
    run = Run(demo.port, SEED, addresses)

    async def asked() -> None:
        await run.closed(MANY)
        await run.refused(made, MANY)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, asked()).result(300)

    assert run.tally.wrong == []
    assert len(run.tally.took) == 2 * MANY
    assert positions(demo.data) == before
    slow = sum(it > SLOW for it in run.tally.took)
    print(
        f"{len(run.tally.took)} requests, slowest {run.tally.slowest() * 1000:.0f} ms, over {SLOW} s: {slow}"
    )


def test_the_same_seed_makes_the_same_requests(addresses: Path) -> None:
    assert corpus(addresses, 3, 160) == corpus(addresses, 3, 160)
