"""Merkle proofs (RFC 6962, checked as RFC 9162 §2.1.3.2 and §2.1.4.2 say) and the chain of a dossier."""

from hashlib import sha256
from uuid import UUID


def leaf(record: bytes) -> bytes:
    return sha256(b"\0" + record).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def included(hashed: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether the leaf with this hash stands at ``index`` of the tree of ``size`` leaves under ``root``."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, hashed
    for other in proof:
        if last == 0:
            return False
        left = at & 1 or at == last
        found = node(other, found) if left else node(found, other)
        at, last = above(at, last, bool(left))
    return last == 0 and found == root


def above(at: int, last: int, left: bool) -> tuple[int, int]:
    while left and at and not at & 1:
        at, last = at >> 1, last >> 1
    return at >> 1, last >> 1


def consistent(old: int, new: int, before: bytes, after: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of ``new`` leaves only added to that of ``old``; to nothing everything is an addition."""
    if old in (0, new) or old > new or not proof:
        return not proof and (old == 0 or (old == new and before == after))
    path = proof if old & (old - 1) else [before, *proof]
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    one = two = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        left = at & 1 or at == last
        one, two = (node(other, one), node(other, two)) if left else (one, node(two, other))
        at, last = above(at, last, bool(left))
    return last == 0 and (one, two) == (before, after)


def beginning(dossier: str) -> bytes:
    """Raises ValueError when it is no UUID."""
    return sha256(b"\2" + UUID(dossier).bytes).digest()


def linked(before: bytes, digest: bytes) -> bytes:
    """``digest`` is the SHA-256 of the record's bytes."""
    return sha256(b"\1" + before + digest).digest()
