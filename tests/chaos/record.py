"""The history of a run: what each client asked and what it was told, a line each, in the order it happened."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Literal
from uuid import UUID

Said = Literal["invoke", "ok", "refused", "unknown", "given up"]


@dataclass(frozen=True)
class Line:
    """``id`` is the command's. ``context`` is whose store it belongs to; ``facts``: how many a yes must have made."""

    at: float
    client: str
    said: Said
    id: str
    context: str
    topic: str
    facts: int = 1
    why: str = ""


class Record:
    """Written as it happens: killed in the middle, a run has told everything up to there."""

    def __init__(self, file: Path) -> None:
        self.lines: list[Line] = []
        self.began = monotonic()
        self._file = file.open("w", buffering=1)

    def say(self, client: str, said: Said, id: UUID, topic: str, facts: int = 1, why: str = "") -> None:
        context = topic.partition(".")[0]
        line = Line(round(monotonic() - self.began, 3), client, said, str(id), context, topic, facts, why)
        self.lines.append(line)
        self._file.write(json.dumps(asdict(line)) + "\n")

    def count(self, said: Said) -> int:
        return sum(line.said == said for line in self.lines)

    def close(self) -> None:
        self._file.close()


def read(file: Path) -> Iterator[Line]:
    with file.open() as lines:
        yield from (Line(**json.loads(line)) for line in lines)


def topics(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(line.topic for line in lines)
