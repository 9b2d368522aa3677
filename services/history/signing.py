"""The key a log or a witness signs with: Ed25519, made once, its public half in the form of C2SP's verifier keys."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from services.history.verifica.notes import COSIGNATURE, PLAIN, signer
from services.kernel.secret_file import write_secret


@dataclass(frozen=True, repr=False)
class Signer:
    """``name`` has no space and no plus; ``kind`` is PLAIN for a log, COSIGNATURE for a witness."""

    name: str
    kind: int
    key: Ed25519PrivateKey

    @property
    def vkey(self) -> str:
        return vkey(self.name, self.kind, self.key.public_key())

    def line(self, signature: bytes) -> str:
        _, key_id, _ = signer(self.vkey)
        return f"— {self.name} {b64encode(key_id + signature).decode()}\n"

    def note(self, text: str) -> str:
        """``text`` ends with a newline (C2SP signed-note)."""
        assert self.kind == PLAIN
        return f"{text}\n{self.line(self.key.sign(text.encode()))}"

    def cosignature(self, text: str, moment: int) -> str:
        """The line of a witness under a checkpoint's ``text``; ``moment`` in POSIX seconds (tlog-cosignature)."""
        assert self.kind == COSIGNATURE
        signature = self.key.sign(f"cosignature/v1\ntime {moment}\n{text}".encode())
        return self.line(moment.to_bytes(8, "big") + signature)


def vkey(name: str, kind: int, key: Ed25519PublicKey) -> str:
    material = bytes([kind]) + key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_id = sha256(name.encode() + b"\n" + material).digest()[:4]
    return f"{name}+{key_id.hex()}+{b64encode(material).decode()}"


def head(origin: str, size: int, root: bytes) -> str:
    """The text of a C2SP tlog-checkpoint."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n"


def origin(log: str) -> str:
    return f"casa-facendo/{log}"


def key(path: Path) -> Ed25519PrivateKey:
    """The key kept there, made at first use: on disk, folder entry included, before anything is signed with it.

    Beside it, in a .pub file, its public half: what a witness elsewhere needs of a log.
    """
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        public = made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        write_secret(path.with_suffix(".pub"), public)
        write_secret(path, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    found = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(found, Ed25519PrivateKey)
    return found


def public_key(path: Path) -> Ed25519PublicKey:
    found = load_pem_public_key(path.read_bytes())
    assert isinstance(found, Ed25519PublicKey)
    return found
