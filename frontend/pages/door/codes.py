"""What the squares at a door say: an address of ours, and a code in its fragment, which no log ever sees."""

import secrets
from base64 import b32encode
from collections.abc import Callable
from io import BytesIO
from uuid import UUID

from markupsafe import Markup

from frontend.again.making import only_now

RANDOM_BYTES = 15


def new_code() -> str:
    """120 random bits as 24 letters and digits."""
    only_now()
    return b32encode(secrets.token_bytes(RANDOM_BYTES)).decode().lower()


def place_of(cohabitation: UUID) -> str:
    """Enough of the id for a phone to find the home among the few of its day."""
    return cohabitation.hex[-8:]


def leads(origin: str, cohabitation: UUID) -> Callable[[str], Markup]:
    """From a code to the square that opens the visit of this home."""
    return lambda code: square(f"{origin}/porta#{place_of(cohabitation)}.{code}")


def square(address: str) -> Markup:
    import segno  # only where a sheet is printed

    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, omitsize=True, border=2, svgclass=None, lineclass=None
    )
    return Markup(drawn.getvalue().decode())
