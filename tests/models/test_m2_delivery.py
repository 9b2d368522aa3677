"""M2: at least once, in any mixture: doubles, two contexts in any order, a crash before the commit, a stream made anew."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.envelope import Recorded
from events.message import FACTS, Fact
from frontend.applying import Applying
from frontend.projecting import Projection
from frontend.tables import create, index, writing
from services.kernel.arrival import Arrival
from tests.frontend.records import BeadThreaded, id_of, record

CONTEXTS = ("network", "intake")
STRINGS = st.sampled_from(("a", "b", "c"))
BEADS = "CREATE TABLE beads (dossier TEXT, stream TEXT, n INTEGER, colour TEXT, PRIMARY KEY (stream, n));"
BLACK = "black"


class BeadFound(Fact):
    """As the other, in the other context."""

    TOPIC: ClassVar[str] = "intake.BeadFound"

    colour: str


class PowerCut(BaseException):
    """Nothing after it runs."""


def beads() -> Projection:
    """A black one cannot be threaded; half of its row is written before that is noticed."""
    made = Projection("beads", version=1, tables=BEADS)

    def thread(db: sqlite3.Connection, fact: Fact, recorded: Recorded) -> None:
        colour = str(recorded.fact["colour"])
        row = (recorded.dossier, recorded.stream, recorded.stream_version, colour)
        db.execute("INSERT INTO beads VALUES (?, ?, ?, ?)", row)
        if colour == BLACK:
            raise ValueError(BLACK)

    for kind in (BeadThreaded, BeadFound):
        made.on(kind)(thread)
    return made


@contextmanager
def strung() -> Iterator[None]:
    FACTS[BeadThreaded.TOPIC], FACTS[BeadFound.TOPIC] = BeadThreaded, BeadFound
    try:
        yield
    finally:
        for kind in (BeadThreaded, BeadFound):
            FACTS.pop(kind.TOPIC, None)


class Delivery(RuleBasedStateMachine):
    """``logs`` is what the stores hold, in order; ``place`` what the streams call it now."""

    @initialize()
    def begin(self) -> None:
        self.known = strung()
        self.known.__enter__()
        self.root = Path(tempfile.mkdtemp())
        self.logs: dict[str, list[Recorded]] = {it: [] for it in CONTEXTS}
        self.made = dict.fromkeys(CONTEXTS, 1)
        self.db = writing(self.root / "read.sqlite")
        create(self.db, (beads(),))
        index(self.db, (beads(),))
        self.reader = Applying(self.db, (beads(),))

    @rule(
        context=st.sampled_from(CONTEXTS),
        name=STRINGS,
        colour=st.sampled_from(("red", "white", "blue", BLACK)),
    )
    def say(self, context: str, name: str, colour: str) -> None:
        stream = f"{context} {name}"
        n = 1 + sum(it.stream == id_of(stream) for it in self.logs[context])
        topic = BeadThreaded.TOPIC if context == "network" else BeadFound.TOPIC
        self.logs[context].append(record(stream, n, colour).model_copy(update={"topic": topic}))

    @rule(context=st.sampled_from(CONTEXTS), back=st.integers(0, 5), n=st.integers(1, 6), twice=st.booleans())
    def deliver(self, context: str, back: int, n: int, twice: bool) -> None:
        """From some way before the bookmark on: what was acknowledged in vain comes again."""
        if batch := self.batch(context, back, n, twice):
            self.reader.take(batch)

    @rule(
        context=st.sampled_from(CONTEXTS), back=st.integers(0, 5), n=st.integers(1, 6), restart=st.booleans()
    )
    def crash(self, context: str, back: int, n: int, restart: bool) -> None:
        """All of it written, and then not committed."""
        batch = self.batch(context, back, n, False)
        before = self.rows()
        self.reader._move = cut  # type: ignore[method-assign, assignment]
        if batch:
            with suppress(PowerCut):
                self.reader.take(batch)
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")
        self.reopen() if restart else setattr(self, "reader", Applying(self.db, (beads(),)))
        assert self.rows() == before

    def reopen(self) -> None:
        self.db.close()
        self.db = writing(self.root / "read.sqlite")
        self.reader = Applying(self.db, (beads(),))

    @rule(context=st.sampled_from(CONTEXTS))
    def made_anew(self, context: str) -> None:
        """The stream was deleted and filled again from the store: other sequences, the same positions."""
        self.made[context] += 1

    def batch(self, context: str, back: int, n: int, twice: bool) -> list[Arrival]:
        cursor = self.reader.cursor(context)
        first = max(0, (cursor.position if cursor else 0) - back)
        created = f"2026-03-0{min(self.made[context], 9)}"
        at = range(first, min(first + n, len(self.logs[context])))
        once = [
            Arrival(context, "e1", it + 1, it + 1, created, self.logs[context][it].to_bytes()) for it in at
        ]
        return [each for it in once for each in ((it, it) if twice else (it,))]

    @invariant()
    def what_is_there_is_what_was_said_up_to_the_bookmark(self) -> None:
        if hasattr(self, "logs"):
            assert self.rows() == sorted(self.expected())

    def expected(self) -> Iterator[tuple[str, int, str]]:
        """Each string as far as it was heard, up to the bead that could not be threaded."""
        for context in CONTEXTS:
            cursor = self.reader.cursor(context)
            stopped = set()
            for it in self.logs[context][: cursor.position if cursor else 0]:
                stopped |= {it.stream} if it.fact["colour"] == BLACK else set()
                if it.stream not in stopped:
                    yield str(it.stream), it.stream_version, str(it.fact["colour"])

    def rows(self) -> list[tuple[str, int, str]]:
        return sorted(tuple(it) for it in self.db.execute("SELECT stream, n, colour FROM beads"))

    def teardown(self) -> None:
        """The courier is patient: all of it arrives in the end, each once."""
        if not hasattr(self, "logs"):
            return
        for context in CONTEXTS * 2:
            if batch := self.batch(context, 3, len(self.logs[context]) + 3, True):
                self.reader.take(batch)
        for context in CONTEXTS:
            cursor = self.reader.cursor(context)
            assert (cursor.position if cursor else 0) == len(self.logs[context])
        self.what_is_there_is_what_was_said_up_to_the_bookmark()
        self.db.close()
        rmtree(self.root)
        self.known.__exit__(None, None, None)


def cut(*_: object) -> None:
    raise PowerCut


Delivery.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestDelivery = Delivery.TestCase
