"""Second factors of an authenticator app (RFC 6238): shown once as a picture, closed twice, each code taken once."""

import hmac
from time import time
from uuid import UUID

from markupsafe import Markup

from frontend.bus import Unreachable
from frontend.door import place
from frontend.kept import Kept
from frontend.node import Node
from frontend.reader import Reader
from frontend.signing_in.wrapping import unwrap, wrap

STEP = 30
NEIGHBOURS = (0, -1, 1)
PURPOSE = "second factor"


def new_secret() -> str:
    """base32, 160 bits."""
    import pyotp

    return pyotp.random_base32()


def picture(secret: str, name: str) -> Markup:
    """SVG of what an app scans."""
    import pyotp
    import segno

    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Casa Facendo")
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=2, dark="#000", light="#fff")
    return Markup(drawn)  # paths only, made here


def step_of(secret: str, digits: str) -> int | None:
    """The half minute these digits belong to, now or just beside it; None for wrong ones."""
    import pyotp

    totp, now = pyotp.TOTP(secret), int(time()) // STEP
    near = (now + beside for beside in NEIGHBOURS)
    return next((it for it in near if hmac.compare_digest(totp.generate_otp(it), digits)), None)


async def right(node: Node, person: UUID, secret: str, digits: str) -> bool:
    """Whether they are right and were not given before. Raises Unreachable."""
    step = step_of(secret, digits)
    if step is None:
        return False
    held = await node.buckets.used.get(f"totp-{person}")
    if held.value and int(held.value) >= step:
        return False
    return bool(await node.buckets.used.replace(f"totp-{person}", str(step).encode(), held.revision))


def closed(node: Node, person: UUID, secret: str) -> str:
    """As a fact may hold it once it is sealed."""
    return wrap(node.settings, f"{PURPOSE} {person}", secret)


async def opened(node: Node, reader: Reader, second: Kept) -> str:
    """Through the one door, with its owner's eyes, and out of the second wrapping. Raises Unreachable or NotOurs."""
    words = (await node.door.lens(reader, {"second": second})).words
    if place(second) not in words:
        raise Unreachable("vault")
    return unwrap(node.settings, f"{PURPOSE} {second.owner}", str(words[place(second)]))
