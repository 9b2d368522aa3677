"""Opening a box for a pack: the key stays here, what leaves is salt and value."""

from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from events.sealed import Box
from services.history.evidence import Opener
from services.kernel.sealing import binary
from services.vault.keys import Keys
from services.vault.wrapping import wrapping_key


def opener(data: Path) -> Opener:
    """From the vault's own file, as the house's owner; a destroyed key opens nothing. Raises WrongWrappingKey."""
    keys = Keys(data / "vault.sqlite", wrapping_key(data / "secrets"))

    def inside(box: Box) -> bytes | None:
        found = keys.find([box.key]).get(box.key)
        return decrypted(box, found.key) if found and found.key else None

    return inside


def nothing(box: Box) -> bytes | None:
    return None


def decrypted(box: Box, key: bytes) -> bytes | None:
    """salt(16 B)‖JSON(value), or None for a box that was moved or altered."""
    try:
        return AESGCM(key).decrypt(binary(box.nonce), binary(box.ct), box.aad())
    except (InvalidTag, ValueError):
        return None
