"""The hash chain of a dossier: each link holds all that came before it.

    link(0) = SHA-256(0x02 ‖ dossier)                            the 16 bytes of its UUID
    link(n) = SHA-256(0x01 ‖ link(n-1) ‖ SHA-256(record n))      the bytes as stored, sent and published

The first byte keeps the two forms apart, and both from a Merkle leaf (RFC 6962: 0x00). A link has the form
of a Merkle node (0x01 and two hashes), yet is never one: its right half is the plain hash of a record, and a
record begins with "{", where the hashes under a node begin with 0x00 or 0x01.
"""

from hashlib import sha256
from uuid import UUID

START = b"\x02"
LINK = b"\x01"


def start(dossier: UUID) -> bytes:
    return sha256(START + dossier.bytes).digest()


def link(before: bytes, record: bytes) -> bytes:
    return sha256(LINK + before + sha256(record).digest()).digest()
