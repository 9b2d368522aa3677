"""Ids made here: UUIDv7 (RFC 9562), so that they sort by the time they were made."""

import os
import time
from uuid import UUID

from frontend.again.making import handed_out


def uuid7() -> UUID:
    it = fresh()
    handed_out(str(it))
    return it


def fresh() -> UUID:
    """Of no page that is being made."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)
