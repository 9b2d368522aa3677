"""The house's own key for push services (RFC 8292): made once, for a lost one ends every subscription."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from services.kernel import clock
from services.kernel.secret_file import write_secret

LASTS = timedelta(hours=12)


class Vapid:
    """``public_key`` is what a browser subscribes with. ``contact``: ``mailto:`` or ``https:``, of a person."""

    def __init__(self, pem: bytes, contact: str) -> None:
        self._pem, self._contact = pem, contact
        public = load_pem_private_key(pem, None).public_key()
        point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public_key = urlsafe_b64encode(point).decode().rstrip("=")

    def headers(self, audience: str) -> dict[str, str]:
        """``audience``: the origin of the push service."""
        from py_vapid import Vapid02  # lazy: a start signs nothing

        until = int((clock.now() + LASTS).timestamp())
        signed: dict[str, str] = Vapid02.from_pem(self._pem).sign(
            {"aud": audience, "exp": until, "sub": self._contact}
        )
        return signed


def kept(path: Path) -> bytes:
    """PEM, made at first use."""
    if not path.exists():
        key = generate_private_key(SECP256R1())
        write_secret(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path.read_bytes()
