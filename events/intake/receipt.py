"""Receipt codes: what an applicant reads out on the telephone, and public pages show instead of a name."""

from hashlib import sha256
from uuid import UUID

# Crockford's base 32: no I, L, O or U, which are misread or misheard.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def receipt(application: UUID, partnership: str) -> str:
    """Such as ``LU-7K3F-Q9M2-57``: always the same for an application, known before it is even sent.

    Forty bits of a SHA-256, then two digits that catch a misheard one: the number modulo 97.
    """
    number = int.from_bytes(sha256(application.bytes).digest()[:5], "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{partnership[:2].upper()}-{letters[:4]}-{letters[4:]}-{number % 97:02d}"


def well_formed(code: str) -> bool:
    """False for a code with a slip in it, before anybody searches in vain."""
    parts = code.strip().upper().split("-")
    if [len(part) for part in parts] != [2, 4, 4, 2] or not parts[3].isdecimal():
        return False
    letters = parts[1] + parts[2]
    if any(letter not in ALPHABET for letter in letters):
        return False
    number = sum(ALPHABET.index(letter) << 5 * place for place, letter in enumerate(reversed(letters)))
    return number % 97 == int(parts[3])
