"""The code at a home's door: one at a time, each good from when it was made until the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.accompaniment.door import DoorCodeMade, MakeDoorCode, digest_of, door_of
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Door:
    """Digests with the instant each was made, first made first."""

    codes: tuple[tuple[datetime, str], ...] = ()


def decide(door: Door, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case MakeDoorCode():
            yield from make(door, command, act)


def make(door: Door, command: MakeDoorCode, act: Act) -> Iterator[Fact]:
    if command.stream != door_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    digest = digest_of(command.dossier, command.code)
    if digest in (known for _, known in door.codes):
        raise Refusal("door.code-used-before")
    yield DoorCodeMade(
        number=len(door.codes) + 1, digest=digest, at=act.received_at,
        code=seal(command.code, command.dossier, Category.VISIT_PROFESSIONAL),
    )  # fmt: skip


def recognises(door: Door, cohabitation: UUID, code: str, at: datetime) -> bool:
    """Judged by the sheet that hung there at that moment, however late we hear of it."""
    hung = [digest for made, digest in door.codes if made <= at]
    return bool(hung) and hung[-1] == digest_of(cohabitation, code)


def evolve(door: Door, fact: Fact) -> Door:
    match fact:
        case DoorCodeMade():
            return Door((*door.codes, (fact.at, fact.digest)))
    return door


DOOR = Decider(Door(), decide, evolve, commands=(MakeDoorCode,))
