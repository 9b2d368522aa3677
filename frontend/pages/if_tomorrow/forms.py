"""What is asked about tomorrow, and the commands it becomes."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from events.accompaniment.continuity import PARTS, Part, PlanContinuity, RunDrill, continuity_of
from frontend.forms import Form

Answer = Literal["holds", "missing"]


class Writing(Form):
    person: UUID
    part: Part
    words: Annotated[str, Field(min_length=1, max_length=500)]


class Drill(Form):
    """One answer for each part that was asked about."""

    person: UUID
    people: Answer | None = None
    keys: Answer | None = None
    budget: Answer | None = None
    guardian: Answer | None = None


def written(it: Writing) -> PlanContinuity:
    return PlanContinuity(stream=continuity_of(it.person), dossier=it.person, part=it.part, words=it.words)


def drilled(it: Drill) -> RunDrill:
    """Only what was answered was looked at."""
    said = {part: getattr(it, part) for part in PARTS}
    return RunDrill.model_validate(
        {
            "stream": continuity_of(it.person),
            "dossier": it.person,
            "checked": [part for part in PARTS if said[part]],
            "gaps": [part for part in PARTS if said[part] == "missing"],
        }
    )
