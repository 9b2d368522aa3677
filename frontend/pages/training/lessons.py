"""The texts of the course, in the languages of the pages: written for the house, each read in five minutes."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from events.network.course import Module
from frontend.i18n import LOCALE

FOLDER = Path(__file__).parent / "lessons"


@dataclass(frozen=True)
class Question:
    """``choices``: code and words. Which is right, only the network's rule knows."""

    words: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lesson:
    """``parts``: a heading and its paragraphs."""

    module: Module
    title: str
    lead: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[Question, ...]


def lessons() -> tuple[Lesson, ...]:
    """In the order they are done in, in the reader's language."""
    return written(LOCALE.get() if (FOLDER / f"{LOCALE.get()}.json").exists() else "it")


@cache
def written(language: str) -> tuple[Lesson, ...]:
    return tuple(
        Lesson(
            it["module"],
            it["title"],
            it["lead"],
            tuple((heading, tuple(paragraphs)) for heading, paragraphs in it["parts"]),
            tuple(
                Question(words, tuple(zip("abc", choices, strict=True))) for words, choices in it["questions"]
            ),
        )
        for it in json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    )
