"""Keyed marks: the same text gives the same mark at every web node, and nobody else can make or undo one."""

import hmac
from functools import lru_cache

from services.kernel.settings import Settings


def mark(settings: Settings, purpose: str, text: str) -> str:
    """64 hex digits."""
    return hmac.digest(key_for(settings, purpose), text.encode(), "sha256").hex()


def key_for(settings: Settings, purpose: str) -> bytes:
    """32 bytes for one purpose, from the secret all web nodes share."""
    return derived(settings.claim_signing_key.private_bytes_raw(), purpose)


@lru_cache(maxsize=64)
def derived(root: bytes, purpose: str) -> bytes:
    return hmac.digest(root, b"casa sign-in " + purpose.encode(), "sha256")
