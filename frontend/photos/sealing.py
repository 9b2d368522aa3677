"""A photo closed under a key of its own; until it is attached, that key waits closed under the web nodes' own."""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.kernel.sealing import Unreadable

NONCE = 12


def close(picture: bytes, photo: UUID) -> tuple[bytes, bytes]:
    """The closed bytes, and the key (32 bytes) that opens them."""
    key = os.urandom(32)
    return closed(picture, key, photo), key


def closed(data: bytes, key: bytes, photo: UUID) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, photo.bytes)


def opened(data: bytes, key: bytes, photo: UUID) -> bytes:
    """Raises Unreadable."""
    try:
        return AESGCM(key).decrypt(data[:NONCE], data[NONCE:], photo.bytes)
    except (InvalidTag, ValueError) as error:
        raise Unreadable(str(photo)) from error


def wrapped(key: bytes, photo: UUID, secret: bytes) -> str:
    return text(closed(key, waiting(secret), photo))


def unwrapped(said: str, photo: UUID, secret: bytes) -> bytes:
    return opened(binary(said), waiting(secret), photo)


def waiting(secret: bytes) -> bytes:
    return hmac.digest(secret, b"photos that wait", "sha256")


def mark(secret: bytes, *what: object) -> str:
    """Tells the same again from another, and nothing else."""
    return hmac.digest(secret, repr(what).encode(), "sha256").hex()


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def binary(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))
