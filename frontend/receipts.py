"""The short code of what was sent: the same on the phone, in a list, and said over the telephone."""

from hashlib import sha256
from uuid import UUID

# Without I, L, O and U: read aloud, none is taken for another, and no word comes about.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def receipt(command_id: UUID) -> str:
    """Such as ``A7K-2QM``: always the same for the same command, and nothing of it can be told from the code."""
    number = int.from_bytes(sha256(command_id.bytes).digest()[:8], "big")
    code = "".join(LETTERS[number >> 5 * n & 31] for n in range(LENGTH))
    return f"{code[:3]}-{code[3:]}"
