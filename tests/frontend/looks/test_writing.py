"""What comes in one turn of the loop is written in one go, and each of those who wait hears how it ended."""

import asyncio
import sqlite3
from contextlib import suppress

import pytest

from frontend.looks.ledger import Ledger
from frontend.looks.writing import Unrecorded, Writing
from tests.frontend.looks.making import alone, facts, later, look


class Counted(Ledger):
    """The real one; how many openings came in each go."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.goes: list[int] = []

    def write(self, openings):
        told = list(openings)
        self.goes.append(len(told))
        return super().write(told)


@pytest.fixture
def writing(tmp_path):
    made = Writing(lambda: Counted(tmp_path / "looks.sqlite", "lucca", "Europe/Rome"))
    yield made
    made.stop()


async def test_looks_of_one_turn_of_the_loop_are_made_durable_together(writing: Writing):
    new = await asyncio.gather(*(writing.write(it) for it in alone(look(), look(), look())))

    assert new == [True] * 3
    assert await writing.do(lambda it: it.goes) == [3]
    assert len(await writing.do(facts)) == 3


async def test_a_repeat_says_that_there_is_nothing_to_carry(writing: Writing):
    one = look()

    told = [await writing.write(it) for it in alone(one, later(one, minutes=1))]

    assert told == [True, False]


async def test_whoever_no_longer_waits_takes_nobody_along(writing: Writing):
    gone, stays = alone(look(), look())
    left = asyncio.create_task(writing.write(gone))
    other = asyncio.create_task(writing.write(stays))
    await asyncio.sleep(0)
    left.cancel()
    with suppress(asyncio.CancelledError):
        await left

    assert await other
    assert [it.owner for it in await writing.do(facts)] == [stays.looks[0].owner]


async def test_what_cannot_be_written_is_said_to_each_and_the_file_is_opened_anew():
    def broken() -> Ledger:
        raise sqlite3.OperationalError

    writing = Writing(broken)
    told = await asyncio.gather(*(writing.write(it) for it in alone(look(), look())), return_exceptions=True)
    writing.stop()

    assert [type(it) for it in told] == [Unrecorded] * 2
    assert writing.trouble == "OperationalError"
