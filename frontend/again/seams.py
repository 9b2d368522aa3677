"""The bytes of a page made small once and for all: what is made anew each time goes in between, as it is."""

import gzip
import zlib
from collections.abc import Sequence
from struct import pack

ONCE, EACH_TIME = 9, 5
HEAD, END = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", b"\x03\x00"
NOWHERE = b"\0"
"""Stands for what comes later while the rest is packed: nothing after it may point there for a word it repeats."""


class Seams:
    """``parts``: at every second place what is made anew. RFC 1951: blocks end at whole bytes, or are not packed."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        small = zlib.compressobj(ONCE, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._lengths = [len(part) for part in parts[1::2]]
        self._sound = not any(NOWHERE in part for part in parts[::2])
        self._small: list[bytes] = []
        for n, part in enumerate(parts):
            packed = small.compress(NOWHERE * len(part) if n % 2 else part) + small.flush(zlib.Z_SYNC_FLUSH)
            self._small.append(as_it_is(len(part)) if n % 2 else packed)

    def sewn(self, parts: Sequence[bytes]) -> bytes:
        """The same with other words at every second place, for whoever takes gzip."""
        if not self._sound or [len(part) for part in parts[1::2]] != self._lengths:
            return gzip.compress(b"".join(parts), EACH_TIME)
        made, check, size = [HEAD], 0, 0
        for n, (small, part) in enumerate(zip(self._small, parts, strict=True)):
            check, size = zlib.crc32(part, check), size + len(part)
            made += (small, part) if n % 2 else (small,)
        return b"".join((*made, END, pack("<II", check, size)))


def as_it_is(length: int) -> bytes:
    """The head of a block that is not packed."""
    return pack("<BHH", 0, length, length ^ 0xFFFF)
