"""The code of an invitation: made from the id of the command that asks for it, so that the same form prints the same."""

import hmac
from base64 import b32encode
from hashlib import sha256
from uuid import UUID, uuid5

from frontend.signing_in.marks import key_for, mark
from services.kernel.settings import Settings

LENGTH = 12
LOOKALIKES = str.maketrans("018", "OIB")


def code_of(settings: Settings, command: UUID) -> str:
    """60 bits in three groups, like ABCD-EFGH-IJKL; without the secret of the house nobody makes it."""
    made = hmac.digest(key_for(settings, "invitation code"), command.bytes, "sha256")
    text = b32encode(made)[:LENGTH].decode()
    return "-".join(text[n : n + 4] for n in range(0, LENGTH, 4))


def id_of(command: UUID) -> UUID:
    return uuid5(command, "invitation")


def mark_of(settings: Settings, code: str) -> str:
    """As typed by hand: blanks, dashes and case do not matter, and 0 is read as O."""
    said = "".join(it for it in code.upper().translate(LOOKALIKES) if it.isalnum())
    return mark(settings, "invitation", said)


def hashed(mark: str) -> str:
    """What a fact holds of it."""
    return sha256(mark.encode()).hexdigest()


def picture(address: str) -> str:
    """A QR code as SVG, black on white whatever the colours of the page."""
    import segno

    return str(segno.make(address, error="m").svg_inline(border=2, omitsize=True, dark="#000", light="#fff"))
