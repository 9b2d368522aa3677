"""The records of a pack, a line each: the exact bytes, their place in the log and in their dossier's chain."""

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from services.history.verifica.faults import Fault
from services.history.verifica.notes import binary, hashes
from services.history.verifica.proofs import leaf


@dataclass(frozen=True)
class Line:
    """``index`` counts from 0 in the log, ``n`` from 1 in the dossier, ``number`` from 1 in the file."""

    number: int
    arrival: int
    index: int
    dossier: str
    n: int
    link: bytes
    data: bytes
    proof: list[bytes]

    @property
    def where(self) -> str:
        return f"record {self.number} (arrivo {self.arrival}, fascicolo {self.dossier}, n. {self.n})"

    @cached_property
    def digest(self) -> bytes:
        return sha256(self.data).digest()

    @cached_property
    def leaf(self) -> bytes:
        return leaf(self.data)

    @cached_property
    def fact(self) -> dict[str, Any]:
        """The record in the open form of its envelope. Raises Fault when it is none, or another dossier's."""
        try:
            found: dict[str, Any] = json.loads(self.data)
            if found["dossier"] != self.dossier or not found["topic"] or not found["event_id"]:
                raise ValueError("dossier")
        except (ValueError, KeyError, TypeError) as error:
            raise Fault(self.where, "changed") from error
        return found


def lines(content: bytes) -> list[Line]:
    """Raises Fault for a line that is none."""
    if content and not content.endswith(b"\n"):
        raise Fault(f"record {content.count(10) + 1}", "truncated")
    return [line(number, text) for number, text in enumerate(content.split(b"\n")[:-1], 1)]


def line(number: int, text: bytes) -> Line:
    try:
        it = json.loads(text)
        whole = [int(it[name]) for name in ("arrival", "index", "n")]
        return Line(
            number, whole[0], whole[1], str(it["dossier"]), whole[2],
            binary(it["link"]), binary(it["data"]), hashes(it["proof"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Fault(f"record {number}", "changed") from error
