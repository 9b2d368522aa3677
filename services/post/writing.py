"""What the post writes: a few letters in each language, from templates in which only named words are filled in."""

import re
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from functools import cache
from html import escape
from pathlib import Path

from services.post.letter import Letter

FOLDER = Path(__file__).with_name("letters")
SENDER = "Casa Facendo"
PLACE = re.compile(r"\{(\w+)\}")


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
