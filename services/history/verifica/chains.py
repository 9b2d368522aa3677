"""Record after record: does it stand in the log where it says, and does its dossier's chain run through it?"""

from collections.abc import Iterable
from dataclasses import dataclass

from services.history.verifica.faults import Fault
from services.history.verifica.lines import Line
from services.history.verifica.proofs import beginning, included, linked

Digests = dict[tuple[str, int], bytes]


@dataclass(frozen=True)
class Promise:
    """What the pack says of a dossier: how many records it has, and the chain's last link."""

    dossier: str
    count: int
    head: bytes


class Chains:
    """``omitted`` are the records of these dossiers that belong to others: only their digests are here."""

    def __init__(self, lines: list[Line], omitted: Digests, promises: Iterable[Promise]) -> None:
        self.lines, self.omitted = lines, omitted
        self.promised = {it.dossier: it for it in promises}
        self.ends = {it: (0, beginning(it)) for it in self.promised}
        self.places = {(it.dossier, it.n): it for it in reversed(lines)}
        self.indexes: set[int] = set()
        self.latest = -1

    def check(self, size: int, root: bytes) -> None:
        """Against the log of ``size`` records under ``root``. Raises Fault for the first that does not hold."""
        for line in self.lines:
            self._in_order(line)
            self._next(line)
            if not included(line.leaf, line.index, size, line.proof, root):
                raise Fault(line.where, self._blame(line, size, root))
            self._joined(line)
        for promise in self.promised.values():
            self._at_the_end(promise)

    def _in_order(self, line: Line) -> None:
        if line.dossier not in self.ends or line.index in self.indexes:
            raise Fault(line.where, "inserted")
        if line.index < self.latest:
            raise Fault(line.where, "reordered")
        self.indexes.add(line.index)
        self.latest = line.index

    def _next(self, line: Line) -> None:
        n = self._over_omitted(line.dossier)
        if line.n > n:
            later = self.places.get((line.dossier, n))
            missing = f"record {line.number} (fascicolo {line.dossier}, n. {n})"
            raise Fault(missing, "reordered" if later and later.number > line.number else "dropped")
        if line.n < n:
            raise Fault(line.where, "inserted" if (line.dossier, line.n) in self.places else "changed")

    def _over_omitted(self, dossier: str) -> int:
        """The number the next record here must have."""
        n, end = self.ends[dossier]
        while (dossier, n + 1) in self.omitted:
            n, end = n + 1, linked(end, self.omitted[(dossier, n + 1)])
        self.ends[dossier] = n, end
        return n + 1

    def _blame(self, line: Line, size: int, root: bytes) -> str:
        """What was done, when these bytes are not those the log holds there."""
        _, before = self.ends[line.dossier]
        if linked(before, line.digest) == line.link:
            return "changed"
        for other in self.lines:
            if other is not line and included(line.leaf, other.index, size, other.proof, root):
                return "reordered" if other.data != line.data else "inserted"
        follower = self._follower(line)
        skipped = follower and linked(before, follower.digest) == follower.link
        return "inserted" if skipped else "changed"

    def _follower(self, line: Line) -> Line | None:
        later = self.lines[line.number :]
        return next((it for it in later if it.dossier == line.dossier), None)

    def _joined(self, line: Line) -> None:
        """A true record whose link does not follow: one before it is gone, or the link was rewritten."""
        end = linked(self.ends[line.dossier][1], line.digest)
        if end != line.link:
            raise Fault(line.where, "dropped" if self._link_is_true(line) else "changed")
        assert line.fact
        self.ends[line.dossier] = line.n, end

    def _link_is_true(self, line: Line) -> bool:
        follower = self._follower(line)
        if follower:
            return linked(line.link, follower.digest) == follower.link
        return self.promised[line.dossier].head == line.link

    def _at_the_end(self, promise: Promise) -> None:
        n = self._over_omitted(promise.dossier) - 1
        where = f"fascicolo {promise.dossier}, dopo il n. {n}"
        if n < promise.count:
            raise Fault(where, "truncated")
        if n > promise.count or self.ends[promise.dossier][1] != promise.head:
            raise Fault(where, "inserted" if n > promise.count else "changed")
