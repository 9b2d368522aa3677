"""Reads application/x-www-form-urlencoded strictly: bounded, UTF-8 only, each fault kept with its field."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from pydantic import BaseModel

from frontend.form_fields import gather

MOST_FIELDS = 200
LONGEST_NAME = 100
KIND = "application/x-www-form-urlencoded"


class NotAForm(ValueError):
    """Not what a form of ours sends: another media type, or more fields than any form has."""


@dataclass(frozen=True)
class Posted:
    """`fields`: name → texts in order; `faults`: name → what is wrong with its bytes."""

    fields: dict[str, list[str]]
    faults: dict[str, str]

    def one(self, name: str) -> str | None:
        texts = self.fields.get(name, [])
        return texts[0] if len(texts) == 1 else None

    def typed(self, several: Collection[str] = ()) -> dict[str, Any]:
        """For showing again: one text, the first where it came twice; a list only in fields that take ``several``."""
        return {
            name: texts if name in several and len(texts) != 1 else texts[0]
            for name, texts in self.fields.items()
        }

    def for_model(self, model: type[BaseModel], without: frozenset[str]) -> dict[str, Any]:
        sound = {name: texts for name, texts in self.fields.items() if name not in without}
        return gather(model, sound)


def read(kind: str, body: bytes) -> Posted:
    """Raises NotAForm."""
    media, _, parameters = kind.lower().partition(";")
    charset = parameters.replace(" ", "").strip('"')
    if body and (media.strip() != KIND or charset not in ("", "charset=utf-8")):
        raise NotAForm("media type")
    if body.count(b"&") >= MOST_FIELDS:
        raise NotAForm("too many fields")
    posted = Posted({}, {})
    for pair in filter(None, body.split(b"&")):
        take(posted, pair)
    return posted


def take(posted: Posted, pair: bytes) -> None:
    raw_name, _, raw = pair.partition(b"=")
    name, bad_name = decoded(raw_name)
    text, fault = decoded(raw)
    if bad_name or len(name) > LONGEST_NAME:
        raise NotAForm("field name")
    posted.fields.setdefault(name, []).append(text)
    if fault:
        posted.faults[name] = fault


def decoded(raw: bytes) -> tuple[str, str | None]:
    """The text as far as it can be shown again, and what is wrong with it.

    A lone surrogate has no UTF-8 form, so strict decoding refuses it too.
    """
    binary = unquote_to_bytes(raw.replace(b"+", b" "))
    text = binary.decode(errors="replace").replace("\r\n", "\n")
    if "\x00" in text:
        return text.replace("\x00", "\ufffd"), "nul"
    try:
        binary.decode()
    except UnicodeDecodeError:
        return text, "not_utf8"
    return text, None
