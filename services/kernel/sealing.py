"""Closing and opening one value: AES-256-GCM bound to where the value stands, with a commitment to its content."""

import hashlib
import os
from binascii import a2b_base64, b2a_base64
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import from_json, to_json

from events.sealed import Box, Open, associated

SALT = 16
NONCE = 12
SAID = set(Box.model_fields) - {"place"}
TO_URLSAFE = bytes.maketrans(b"+/", b"-_")
URLSAFE = str.maketrans("-_", "+/")
Parts = tuple[bytes, bytes, bytes, bytes]
"""Nonce, ciphertext, commitment, and what it is bound to."""


class Unreadable(ValueError):
    """The box was moved, altered, or closed under another key."""


def close(it: Open[Any], place: str, key_id: UUID, key: bytes) -> Box:
    """``place`` is "event id/field path"; ``key`` is 32 bytes. A fresh nonce and salt every time."""
    inside = os.urandom(SALT) + to_json(it.value)
    nonce = os.urandom(NONCE)
    sealed = AESGCM(key).encrypt(nonce, inside, associated(place, it.owner, it.category, key_id))
    commit = hashlib.sha256(inside).digest()
    return boxed(
        key=key_id,
        owner=it.owner,
        category=it.category,
        nonce=text(nonce),
        ct=text(sealed),
        commit=text(commit),
        place=None,
    )


def boxed(**fields: Any) -> Box:
    """From every field, in order and of its own type: nothing is validated once more."""
    made, put = Box.__new__(Box), object.__setattr__
    put(made, "__dict__", fields)
    put(made, "__pydantic_fields_set__", SAID)
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


def unbox(box: Box, key: bytes) -> Any:
    """The JSON value inside. Raises Unreadable when the box is not where, whose or what it says it is."""
    try:
        return from_parts(*parts(box), key)
    except ValueError as error:
        raise Unreadable(str(box.key)) from error


def parts(box: Box) -> Parts:
    """Raises ValueError."""
    return binary(box.nonce), binary(box.ct), binary(box.commit), box.aad()


def from_parts(nonce: bytes, sealed: bytes, commit: bytes, bound_to: bytes, key: bytes) -> Any:
    """Raises Unreadable."""
    try:
        inside = AESGCM(key).decrypt(nonce, sealed, bound_to)
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error
    if hashlib.sha256(inside).digest() != commit:
        raise Unreadable
    return from_json(inside[SALT:])


def text(value: bytes) -> str:
    return b2a_base64(value, newline=False).translate(TO_URLSAFE, b"=").decode()


def binary(value: str) -> bytes:
    return a2b_base64(value.translate(URLSAFE) + "=" * (-len(value) % 4))
