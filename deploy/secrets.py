"""The secrets of a house, made once per data folder and readable by its owner only."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from deploy.nats.users import passwords


def make(data: Path) -> None:
    """Whatever is missing under ``data/secrets``: message-server passwords, the claim keys, the digest key."""
    folder = data / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    passwords(data)
    if not (folder / "claims.key").exists():
        make_claim_keys(folder)
    if not (folder / "digest.key").exists():
        write(folder / "digest.key", os.urandom(32))


def make_claim_keys(folder: Path) -> None:
    """With the private half a web node says who asks; with the public half a service believes it."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    write(folder / "claims.pub", public)
    write(folder / "claims.key", key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def write(path: Path, content: bytes) -> None:
    """All of it or nothing, whatever happens meanwhile."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
