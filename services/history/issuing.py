"""Packs made for somebody at a page: kept a few minutes in memory, taken away in parts."""

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from annotated_types import Ge, Le, Len
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict

from services.history.cases import UnknownCase, find
from services.history.evidence import NothingSigned, Order, Subject, pack
from services.history.funded import UnknownLine, find_line
from services.history.report import Tell
from services.history.verifica.amounts import in_words
from services.history.verifica.checking import Trusted, checked
from services.history.verifica.one_file import one_file
from services.kernel import clock
from services.kernel.sealing import text

PART = 600_000
LASTS = 900.0
MOST = 4
LONGEST = 200_000_000


class Asked(BaseModel):
    """All values stay closed in it. The days (ISO, the second exclusive) are else those of the line."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["case", "line"]
    subject: UUID
    since: Annotated[str, Len(0, 10)] = ""
    until: Annotated[str, Len(0, 10)] = ""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: Annotated[str, Len(64, 64)]
    n: Annotated[int, Ge(0), Le(LONGEST // PART)] = 0


@dataclass(frozen=True)
class Made:
    """``said`` is what its own checker found in it."""

    until: float
    content: bytes
    said: dict[str, Any]


@dataclass
class Issuing:
    """For one thread. ``tell`` says a record in one sentence; ``zone`` is the partnership's, where its days are."""

    path: Path
    key: Ed25519PrivateKey
    tell: Tell = lambda record: str(record["topic"])
    zone: str = "Europe/Rome"
    _kept: OrderedDict[str, Made] = field(default_factory=OrderedDict)

    def order(self, asked: bytes) -> dict[str, Any]:
        """What the file is and says, as its own checker found it; ``{"none": why}`` where there is none to give."""
        wanted = Asked.model_validate_json(asked)
        try:
            with self._record() as db:
                made = pack(db, self._ordered(db, wanted), self.key)
        except (UnknownCase, UnknownLine):
            return {"none": "unknown"}
        except NothingSigned:
            return {"none": "unsigned"}
        return self._told(made)

    @contextmanager
    def _record(self) -> Iterator[sqlite3.Connection]:
        address = f"file:{self.path}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)) as db:
            yield db

    def _ordered(self, db: sqlite3.Connection, asked: Asked) -> Order:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        today = clock.now().astimezone(ZoneInfo(self.zone)).date()
        return Order(subject(db, asked, today), (), lambda box: None, moment, self.tell)

    def _told(self, content: bytes) -> dict[str, Any]:
        digest, found = sha256(content).hexdigest(), checked(content, Trusted())
        said = {
            "digest": digest,
            "bytes": len(content),
            "records": found.manifest["records"],
            "size": found.checkpoints[-1].size,
            "witnessed": found.witnessed,
            "figures": in_words(found.manifest, found.figures),
            "since": found.manifest.get("since"),
            "until": found.manifest.get("until"),
        }
        self._kept[digest] = Made(time.monotonic() + LASTS, content, said)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return said

    def issued(self, asked: bytes) -> dict[str, Any]:
        """``{"digest"}`` → what was said of it; ``{"none": "gone"}`` once it is no longer kept."""
        found = self._found(Part.model_validate_json(asked))
        return found.said if found else {"none": "gone"}

    def _found(self, wanted: Part) -> Made | None:
        found = self._kept.get(wanted.digest)
        return found if found and time.monotonic() <= found.until else None

    def part(self, asked: bytes) -> dict[str, Any]:
        """``{"digest", "n"}`` → ``{"data", "more"}``; null data once it is no longer kept."""
        wanted = Part.model_validate_json(asked)
        found, first = self._found(wanted), wanted.n * PART
        if found is None:
            return {"data": None, "more": False}
        return {"data": text(found.content[first : first + PART]), "more": first + PART < len(found.content)}

    def program(self, asked: bytes) -> dict[str, Any]:
        """The one-file checker, as text."""
        return {"program": one_file().decode()}


def subject(db: sqlite3.Connection, asked: Asked, today: date) -> Subject:
    if asked.kind == "case":
        return find(db, str(asked.subject))
    return find_line(db, str(asked.subject), asked.since, asked.until, today.isoformat())


ISSUES: dict[str, Callable[[Issuing, bytes], dict[str, Any]]] = {
    "pack": Issuing.order,
    "issued": Issuing.issued,
    "part": Issuing.part,
    "program": Issuing.program,
}
