"""An explanation in words: vetoes as sentences, wishes as bars, unknowns apart; opened while the page is made."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from events.matching.explanation import Explanation, Finding
from frontend.door import opened, readable
from frontend.i18n import LOCALE
from frontend.kept import Kept

FILE = Path(__file__).parents[2] / "sentences" / "explanations" / "matching.json"


@dataclass(frozen=True)
class Explained:
    """`factors` as `ui.bars` takes them, the strongest first; `well` and `hard` count those for and against."""

    vetoes: tuple[str, ...]
    factors: tuple[dict[str, Any], ...]
    unknowns: tuple[str, ...]
    well: int
    hard: int


def explain(it: Kept) -> Explained | None:
    """None when this reader may not read it."""
    if not readable(it):
        return None
    findings = Explanation.model_validate(opened(it)).findings
    wishes = sorted((each for each in findings if each.kind == "wish"), key=lambda each: -abs(each.score))
    return Explained(
        vetoes=tuple(said(each) for each in findings if each.kind == "veto"),
        factors=tuple(factor(each) for each in wishes),
        unknowns=tuple(criterion(each) for each in findings if each.kind == "unknown"),
        well=sum(each.score > 0 for each in wishes),
        hard=sum(each.score < 0 for each in wishes),
    )


def factor(it: Finding) -> dict[str, Any]:
    """What was wished for weighs double: that is how a score gets to two."""
    return {
        "label": criterion(it),
        "value": it.score,
        "weight": max(1, abs(it.score)),
        "reason": said(it),
    }


def criterion(it: Finding) -> str:
    return worded("criteria", it.criterion)


def said(it: Finding) -> str:
    return worded("sentences", it.sentence).format_map(
        {name: value(it, text) for name, text in it.parameters.items()}
    )


def value(it: Finding, text: str) -> str:
    if it.criterion == "languages":
        names = Locale.parse(LOCALE.get()).languages
        return ", ".join(names.get(code, code) for code in text.split())
    return worded("values", text)


def worded(part: str, key: str) -> str:
    return words()[part].get(key, {}).get(LOCALE.get(), key)


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    loaded: dict[str, dict[str, dict[str, str]]] = json.loads(FILE.read_text("utf-8"))
    return loaded
