"""The key that wraps all others: from the environment or a file, never in the database it protects."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.kernel.sealing import binary
from services.kernel.secret_file import write_secret

SIZE = 32
NONCE = 12
VARIABLE = "CASA_VAULT_KEY"


class WrongWrappingKey(RuntimeError):
    """The keys kept here were wrapped by another key, or what is kept was altered."""


def wrap(key: bytes, bound_to: bytes, wrapping: bytes) -> bytes:
    """nonce(12 B)‖AES-256-GCM(key)‖tag(16 B); ``bound_to`` names whose it is, so rows cannot be swapped."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(wrapping).encrypt(nonce, key, bound_to)


def unwrap(wrapped: bytes, bound_to: bytes, wrapping: bytes) -> bytes:
    """Raises WrongWrappingKey."""
    try:
        return AESGCM(wrapping).decrypt(wrapped[:NONCE], wrapped[NONCE:], bound_to)
    except InvalidTag as error:
        raise WrongWrappingKey("a key of the vault does not open") from error


def wrapping_key(secrets: Path) -> bytes:
    """32 bytes: ``CASA_VAULT_KEY`` (base64url) if it is set, else ``secrets/vault.key``, made at first use.

    Raises ValueError when what is there is not 32 bytes.
    """
    given = os.environ.get("CASA_VAULT_KEY")
    key = binary(given) if given else kept(secrets / "vault.key")
    if len(key) != SIZE:
        raise ValueError(f"the wrapping key must have {SIZE} bytes, not {len(key)}")
    return key


def kept(path: Path) -> bytes:
    if not path.exists():
        write_secret(path, os.urandom(SIZE))
    return path.read_bytes()
