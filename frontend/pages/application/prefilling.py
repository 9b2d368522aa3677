"""Answers already given, as texts of a form: only those this reader may read, opened while the page is made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from frontend.door import opened, readable
from frontend.forms import Texts
from frontend.kept import Kept


def prefilled(answers: Mapping[str, Kept | None]) -> Texts:
    known = {name: opened(it) for name, it in answers.items() if readable(it)}
    texts: dict[str, Any] = {name: text(name, value) for name, value in known.items()}
    if born := known.get("birth_date"):
        day = date.fromisoformat(born)
        texts |= {"birth_date-day": day.day, "birth_date-month": day.month, "birth_date-year": day.year}
    return Texts(texts, "")


def text(name: str, value: Any) -> str:
    return f"{value // 100},{value % 100:02d}" if name.endswith("_isee") else str(value)
