"""One RFC 6962 tree per partnership: growing a record at a time, and the proofs that come out of it.

Only full subtrees are kept, as ``(level, position)``: level 0 are the leaves, a node covers 2^level of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from services.history.verifica.proofs import leaf, node

Nodes = Callable[[int, int], bytes]
"""The hash of the full subtree at (level, position)."""

EMPTY = sha256(b"").digest()


@dataclass
class Frontier:
    """The full subtrees a tree of ``size`` leaves consists of, by level: all that is needed to add to it."""

    size: int = 0
    full: dict[int, bytes] = field(default_factory=dict)

    def add(self, record: bytes) -> Iterator[tuple[int, int, bytes]]:
        """The full subtrees that come with this record: one, and at most one more for every level."""
        level, position, found = 0, self.size, leaf(record)
        yield level, position, found
        while position & 1:
            found = node(self.full.pop(level), found)
            level, position = level + 1, position >> 1
            yield level, position, found
        self.full[level] = found
        self.size += 1

    @property
    def root(self) -> bytes:
        found: bytes | None = None
        for level in sorted(self.full):
            found = self.full[level] if found is None else node(self.full[level], found)
        return found or EMPTY


def frontier(size: int, nodes: Nodes) -> Frontier:
    levels = [level for level in range(size.bit_length()) if size >> level & 1]
    return Frontier(size, {level: nodes(level, (size >> level) - 1) for level in levels})


def root(size: int, nodes: Nodes) -> bytes:
    return frontier(size, nodes).root


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """RFC 6962 §2.1.1, from the leaf up."""
    return path(index, 0, size, nodes)


def path(index: int, first: int, end: int, nodes: Nodes) -> list[bytes]:
    if end - first == 1:
        return []
    middle = first + split(end - first)
    if index < middle:
        return [*path(index, first, middle, nodes), span(middle, end, nodes)]
    return [*path(index, middle, end, nodes), span(first, middle, nodes)]


def consistency(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """RFC 6962 §2.1.2; empty from 0 and for the same size."""
    return [] if old in (0, new) else subproof(old, 0, new, True, nodes)


def subproof(old: int, first: int, end: int, known: bool, nodes: Nodes) -> list[bytes]:
    """``known``: whether the old tree was this very subtree so far, whose root the asker has."""
    if old == end - first:
        return [] if known else [span(first, end, nodes)]
    half = split(end - first)
    middle = first + half
    if old <= half:
        return [*subproof(old, first, middle, known, nodes), span(middle, end, nodes)]
    return [*subproof(old - half, middle, end, False, nodes), span(first, middle, nodes)]


def span(first: int, end: int, nodes: Nodes) -> bytes:
    """The hash over the leaves from ``first`` up to ``end``."""
    count = end - first
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return nodes(level, first >> level)
    middle = first + split(count)
    return node(span(first, middle, nodes), span(middle, end, nodes))


def split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1
