"""The signed word of the web node about who is asking: services believe the signature, never a field."""

from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AwareDatetime, BaseModel, ConfigDict

from services.kernel.sealing import binary, text


class Claim(BaseModel):
    """Who asks, in which role, for which organisation and partnership; ``until`` bounds a stolen one.

    ``context`` is the only service it is good at, so that none can ask another in the name of who asked it; None,
    which no web node says: any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: UUID
    role: str
    partnership: str
    organisation: UUID | None = None
    on_behalf_of: UUID | None = None
    context: str | None = None
    until: AwareDatetime


class Forged(ValueError):
    """Not signed by a web node of this house, or no longer valid."""


def sign(claim: Claim, key: Ed25519PrivateKey) -> str:
    body = claim.model_dump_json().encode()
    return f"{text(body)}.{text(key.sign(body))}"


def verify(token: str, key: Ed25519PublicKey, now: datetime) -> Claim:
    """Raises Forged. A minute of clock difference between machines is forgiven."""
    try:
        claim = _signed(token, key.public_bytes_raw())
    except (InvalidSignature, ValueError) as error:
        raise Forged("signature") from error
    if claim.until < now - timedelta(minutes=1):
        raise Forged("expired")
    return claim


@lru_cache(maxsize=4096)
def _signed(token: str, key: bytes) -> Claim:
    body, _, signature = token.partition(".")
    Ed25519PublicKey.from_public_bytes(key).verify(binary(signature), binary(body))
    return Claim.model_validate_json(binary(body))
