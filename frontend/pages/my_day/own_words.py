"""What those of a home said of their days this week, for who accompanies them."""

import sqlite3
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from frontend.pages.my_day import words
from frontend.pages.my_day.told import Done, Mood, done, moods

A_WEEK = timedelta(days=6)
Words = tuple[UUID, tuple[Mood, ...], tuple[Done, ...]]


def own_words(db: sqlite3.Connection, people: Collection[UUID], day: date) -> dict[str, Any]:
    """Only who said something: whoever says nothing is not asked after here."""
    found: list[Words] = [
        (it, moods(db, it, day - A_WEEK, day), done(db, it, day - A_WEEK, day)) for it in people
    ]
    return {
        "own_words": [it for it in found if it[1] or it[2]],
        "face_words": words.known(words.faces()),
        "thing_words": words.known(words.things()),
        "help_words": words.known(words.helps()),
    }
