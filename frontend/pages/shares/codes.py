"""A short code for each person: whoever has it may name them as someone close, and nobody can guess one."""

import hmac
from base64 import b32encode
from sqlite3 import Connection
from uuid import UUID

from services.kernel.settings import Settings

LENGTH = 10
LOOKALIKES = str.maketrans("018", "OIB")


def code_of(person: UUID, settings: Settings) -> str:
    """50 bits in two groups, like ABCDE-FGHIJ; the same as long as the house keeps its key."""
    key = settings.claim_signing_key.private_bytes_raw()
    text = b32encode(hmac.digest(key, b"casa person code" + person.bytes, "sha256"))[:LENGTH].decode()
    return f"{text[:5]}-{text[5:]}"


def whose(code: str, db: Connection, settings: Settings) -> UUID | None:
    """Typed by hand: blanks, dashes and case do not matter, and 0 is read as O."""
    said = "".join(it for it in code.upper().translate(LOOKALIKES) if it.isalnum())
    for row in db.execute("SELECT id FROM persons"):
        known = code_of(UUID(row["id"]), settings).replace("-", "")
        if hmac.compare_digest(known.encode(), said.encode()):
            return UUID(row["id"])
    return None
