"""Which release answers: a number that only grows, and a mark of the very files it comes with."""

from functools import cache
from hashlib import sha256

from frontend import assets

RELEASE = 1
# Pages of a release before it cannot be sent from any more: their forms are half a year old.
OLDEST = 1


@cache
def build() -> str:
    """Such as ``3.5f0c1d22ab``: phones compare the number, pages of the same build share every file."""
    made = "".join((assets.stylesheet()[0], assets.script()[0], assets.vendored("htmx.min.js")))
    return f"{RELEASE}.{sha256(made.encode()).hexdigest()[:10]}"


def oldest() -> str:
    return str(OLDEST)
