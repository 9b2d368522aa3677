"""Made-up facts and records, as a relay would publish them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID, uuid5

from events.envelope import Recorded
from events.message import FACTS, Fact
from frontend.applying import Applying
from frontend.projecting import Projection
from frontend.tables import create, index, writing
from services.kernel.following import Arrival
from tests.people import CAST_NAMESPACE

THEN = datetime(2026, 3, 1, 9, tzinfo=UTC)
EPOCH = "e1"


class BeadThreaded(Fact):
    """Only tests know it: a colour on a string."""

    TOPIC: ClassVar[str] = "network.BeadThreaded"

    colour: str


def forget() -> None:
    """The catalogue of the house must not list it."""
    FACTS.pop(BeadThreaded.TOPIC, None)


def id_of(name: str) -> UUID:
    return uuid5(CAST_NAMESPACE, name)


def record(stream: str, version: int, colour: str = "red", dossier: str | None = None) -> Recorded:
    return Recorded(
        event_id=id_of(f"{stream}/{version}"), topic=BeadThreaded.TOPIC, version=1, stream=id_of(stream),
        stream_version=version, partnership="lucca", dossier=id_of(dossier or stream), subjects=(),
        actor=id_of("Marta"), role="coordinator", organisation=None, on_behalf_of=None, occurred_at=THEN,
        zone="Europe/Rome", received_at=THEN, recorded_at=THEN, command_id=id_of(stream), caused_by=None,
        fact={"colour": colour},
    )  # fmt: skip


def arrivals(records: list[Recorded], epoch: str = EPOCH, first: int = 1) -> list[Arrival]:
    return [
        Arrival("network", epoch, n, n, "2026-03-01", each.to_bytes())
        for n, each in enumerate(records, first)
    ]


def beads(name: str = "beads") -> Projection:
    """Strings of beads in order; a black one cannot be threaded."""
    made = Projection(
        name,
        version=1,
        tables=f"CREATE TABLE {name} (dossier TEXT, stream TEXT, n INTEGER, colour TEXT, PRIMARY KEY (stream, n));",
    )

    @made.on(BeadThreaded)
    def thread(db, fact, recorded):
        db.execute(
            f"INSERT INTO {name} VALUES (?, ?, ?, ?)",
            (recorded.dossier, recorded.stream, recorded.stream_version, fact.colour),
        )
        if fact.colour == f"black {name}":
            raise ValueError("black")

    return made


def applying(*projections: Projection) -> Applying:
    db = writing(":memory:")
    create(db, projections)
    index(db, projections)
    return Applying(db, projections)


def rows(it: Applying, table: str = "beads") -> list[tuple[object, ...]]:
    return sorted(tuple(row) for row in it._db.execute(f"SELECT * FROM {table}"))


def merged(draw, strings: list[list[Recorded]]) -> Iterator[Recorded]:
    """Any interleaving that keeps the order of each string."""
    left = [list(each) for each in strings if each]
    while left:
        chosen = draw(len(left))
        yield left[chosen].pop(0)
        left = [each for each in left if each]
