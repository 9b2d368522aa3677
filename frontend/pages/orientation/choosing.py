"""Three options for four answers: a published rule, each option with what spoke for it. Pure; nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from frontend.pages.guide.queries import Entry

RULE = "orient-2026-1"
MANY = 3
SOON = {"today": ("today",), "month": ("today", "month"), "later": ("today", "month", "later")}
"""Who can wait may also take what is there at once."""

Reason = Literal["need", "whom", "when", "near", "language", "fresh"]


@dataclass(frozen=True)
class Answers:
    """``near`` None: anywhere in town. ``language``: spoken by who asks."""

    need: str
    whom: str
    when: str
    near: UUID | None = None
    language: str = "it"


@dataclass(frozen=True)
class Option:
    entry: Entry
    why: tuple[Reason, ...]


def options(answers: Answers, entries: Iterable[Entry]) -> tuple[Option, ...]:
    """What they need, for them and in time, comes first of all; then what is near, then what is reliable.

    What does not answer the need, or is not for them, is never among them; what has closed neither.
    """
    fitting = [it for it in entries if fits(answers, it)]
    ordered = sorted(fitting, key=lambda it: rank(answers, it), reverse=True)
    return tuple(Option(it, why(answers, it)) for it in ordered[:MANY])


def fits(answers: Answers, it: Entry) -> bool:
    sheet = it.sheet
    open_still = "closed" not in it.doubts
    near = sheet.district is None or answers.near in (None, sheet.district)
    return open_still and near and answers.need in sheet.needs and answers.whom in sheet.whom


def rank(answers: Answers, it: Entry) -> tuple[bool, bool, bool, int, str]:
    reasons = why(answers, it)
    return "when" in reasons, "near" in reasons, "language" in reasons, it.points, str(it.id)


def why(answers: Answers, it: Entry) -> tuple[Reason, ...]:
    sheet = it.sheet
    spoke: dict[Reason, bool] = {
        "need": answers.need in sheet.needs,
        "whom": answers.whom in sheet.whom,
        "when": any(each in SOON[answers.when] for each in sheet.when),
        "near": answers.near is not None and sheet.district == answers.near,
        "language": answers.language != "it" and answers.language in sheet.languages,
        "fresh": it.reliance == "fresh",
    }
    return tuple(reason for reason, yes in spoke.items() if yes)
