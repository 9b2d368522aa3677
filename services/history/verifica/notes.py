"""Signed texts in the public forms of C2SP: signed-note, tlog-checkpoint, tlog-cosignature (all Ed25519)."""

import re
from base64 import b64decode, b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PLAIN, COSIGNATURE = 1, 4


def binary(text: str) -> bytes:
    """Strict: no two texts stand for the same bytes. Raises ValueError."""
    value = b64decode(text, validate=True)
    if b64encode(value).decode() != text:
        raise ValueError("base64")
    return value


def hashes(text: str) -> list[bytes]:
    value = binary(text)
    return [value[n : n + 32] for n in range(0, len(value), 32)]


def signer(vkey: str) -> tuple[str, bytes, bytes]:
    """``name+keyid+base64(kind‖key)`` → name, key id, kind‖key. Raises ValueError."""
    name, key_id, key = vkey.split("+", 2)
    material = binary(key)
    expected = sha256(name.encode() + b"\n" + material).digest()[:4]
    if expected.hex() != key_id or len(material) != 33 or material[0] not in (PLAIN, COSIGNATURE):
        raise ValueError("key")
    return name, expected, material


def signed(note: str, vkey: str) -> bool:
    """Whether the note carries a good signature of this key; a bad one in its name is none. Raises ValueError."""
    name, key_id, material = signer(vkey)
    text, _, lines = note.rpartition("\n\n")
    for line in lines.split("\n"):
        dash, _, rest = line.partition(" ")
        who, _, value = rest.partition(" ")
        if (dash, who) == ("—", name) and binary(value)[:4] == key_id:
            return holds(material, f"{text}\n", binary(value)[4:])
    return False


def holds(material: bytes, text: str, signature: bytes) -> bool:
    if material[0] == COSIGNATURE:
        moment, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        text = f"cosignature/v1\ntime {moment}\n{text}"
    try:
        Ed25519PublicKey.from_public_bytes(material[1:]).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def tree_head(note: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint. Raises ValueError."""
    origin, size, root = note.partition("\n\n")[0].split("\n")[:3]
    if not re.fullmatch("0|[1-9][0-9]{0,17}", size) or len(binary(root)) != 32:
        raise ValueError("checkpoint")
    return origin, int(size), binary(root)
