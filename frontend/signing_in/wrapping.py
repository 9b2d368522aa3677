"""Closing a text under a key of the web nodes, for one purpose: for what waits at the message server or in a page."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from frontend.signing_in.marks import key_for
from services.kernel.settings import Settings

NONCE = 12


class NotOurs(ValueError):
    """Closed for another purpose, altered, or never closed here."""


def wrap(settings: Settings, purpose: str, text: str) -> str:
    """base64url. The purpose may name for whom: a box then opens for nobody else."""
    nonce = os.urandom(NONCE)
    closed = AESGCM(key_for(settings, "wrap")).encrypt(nonce, text.encode(), purpose.encode())
    return urlsafe_b64encode(nonce + closed).decode().rstrip("=")


def unwrap(settings: Settings, purpose: str, box: str) -> str:
    """Raises NotOurs."""
    try:
        data = urlsafe_b64decode(box + "=" * (-len(box) % 4))
        opened = AESGCM(key_for(settings, "wrap")).decrypt(data[:NONCE], data[NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise NotOurs(purpose.partition(" ")[0]) from error
    return opened.decode()
