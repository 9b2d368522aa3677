"""The secrets of a house, made once per data folder and readable by its owner only."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from deploy.nats.users import passwords
from services.kernel.secret_file import write_secret


def make(data: Path) -> None:
    """Whatever is missing under ``data/secrets``: message-server passwords, the claim keys, the digest key."""
    folder = data / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    passwords(data)
    if not (folder / "claims.key").exists():
        make_claim_keys(folder)
    if not (folder / "digest.key").exists():
        write_secret(folder / "digest.key", os.urandom(32))


def make_claim_keys(folder: Path) -> None:
    """With the private half a web node says who asks; with the public half a service believes it."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    write_secret(folder / "claims.pub", public)
    write_secret(folder / "claims.key", key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
