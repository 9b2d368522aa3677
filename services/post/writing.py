"""What the post writes: a few letters in each language, with the only words that may be filled in."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from functools import cache
from html import escape
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

FOLDER = Path(__file__).with_name("letters")
SENDER = "Casa Facendo"
PLACE = re.compile(r"\{(\w+)\}")

Locale = Literal["it", "en"]
LetterKind = Literal["sign-in-code", "recovery-notice", "new-key", "reminder", "try"]
# One bare address: nothing in it that a header could read as a second one.
PART = r'[^\s@<>()\[\],;:\\"\p{C}]'
Address = Annotated[str, StringConstraints(max_length=254, pattern=rf"^{PART}+@{PART}+\.{PART}+$")]


@dataclass(frozen=True)
class Kind:
    """``words``: name → the only form it may have. ``lasting``: kept and tried again until it has left."""

    words: dict[str, str]
    lasting: bool = True


KINDS: dict[str, Kind] = {
    "sign-in-code": Kind({"code": r"[0-9A-Z][0-9A-Z -]{3,15}", "minutes": r"[0-9]{1,2}"}, lasting=False),
    "recovery-notice": Kind({}),
    "new-key": Kind({}),
    "reminder": Kind({}),
    "try": Kind({}, lasting=False),
}


class Letter(BaseModel):
    """``id``: the same id is never sent twice. No words but those of its kind, in their form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID
    to: Address
    kind: LetterKind
    words: dict[str, Annotated[str, Field(max_length=40)]] = {}
    locale: Locale = "it"

    @model_validator(mode="after")
    def says_only_what_it_may(self) -> "Letter":
        known = KINDS[self.kind].words
        fits = all(re.fullmatch(known[name], word) for name, word in self.words.items() if name in known)
        if set(self.words) != set(known) or not fits:
            raise ValueError("other words than this letter has")
        return self

    @property
    def lasting(self) -> bool:
        return KINDS[self.kind].lasting


def written(letter: Letter, sender: str, address: str) -> EmailMessage:
    """Plain text and the same as HTML; ``address`` is the house's own, the only one in it."""
    subject, _, body = template(letter.locale, letter.kind).partition("\n\n")
    text = filled(body, {**letter.words, "address": address})
    message = EmailMessage()
    message["From"] = f"{SENDER} <{sender}>"
    message["To"] = letter.to
    message["Subject"] = filled(subject, letter.words)
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.locale
    message.set_content(text)
    message.add_alternative(page(text, letter.locale), subtype="html")
    return message


@cache
def template(locale: str, kind: str) -> str:
    """The first line is the subject."""
    return (FOLDER / locale / f"{kind}.txt").read_text(encoding="utf-8").strip() + "\n"


def filled(text: str, words: dict[str, str]) -> str:
    return PLACE.sub(lambda found: words[found[1]], text)


def page(text: str, locale: str) -> str:
    """No picture, no style from elsewhere, no link that tells who opened it."""
    paragraphs = "".join(f"<p>{linked(each)}</p>" for each in text.strip().split("\n\n"))
    return f'<!doctype html><html lang="{locale}"><body style="font:17px/1.5 sans-serif">{paragraphs}</body></html>'


def linked(paragraph: str) -> str:
    line = escape(paragraph).replace("\n", "<br>")
    return re.sub(r"https?://[^\s<]+", lambda found: f'<a href="{found[0]}">{found[0]}</a>', line)
