"""The generator reads types and seals as they are written, and refuses what nobody could ever open."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, Field

from deploy.catalogue import messages
from deploy.catalogue.sealing import categories
from deploy.catalogue.shapes import words
from events.accompaniment.visit import NoteCorrected, NoteWritten
from events.category import Category
from events.intake.answers import Answers
from events.matching.proposal import PartyAnswered
from events.network.person import PowerRecorded
from events.role import Role
from events.sealed import Sealed


@pytest.mark.parametrize(
    ("annotation", "said"),
    [
        (UUID, "id"),
        (date | None, "day or nothing"),
        (Annotated[int, Field(ge=1, le=5)], "number 1–5"),
        (Annotated[int, Field(ge=0)], "number from 0"),
        (Annotated[str, Field(max_length=80)], "text up to 80"),
        (Literal["tap", "paper"], "`tap` · `paper`"),
        (tuple[UUID, ...], "list of id"),
        (tuple[Sealed[str], Sealed[str]], "two of sealed text"),
        (Sealed[date] | None, "sealed day or nothing"),
        (Role, "role"),
        (dict[str, int], "number by text"),
        (Answers, "`Answers`"),
    ],
)
def test_types_are_told_in_words(annotation, said):
    assert words(annotation) == said


@pytest.mark.parametrize(
    ("context", "place", "found"),
    [
        ("network", (PowerRecorded, "decree_text"), {Category.IDENTITY}),
        ("intake", (Answers, "motivation"), {Category.APPLICATION}),
        ("matching", (PartyAnswered, "reason"), {Category.MATCH}),
        ("accompaniment", (NoteWritten, "text"), {Category.VISIT_SHARED, Category.VISIT_PROFESSIONAL}),
        ("accompaniment", (NoteCorrected, "text"), {Category.VISIT_SHARED, Category.VISIT_PROFESSIONAL}),
    ],
    ids=[
        "by keyword",
        "by **",
        "by a constant, through a variable",
        "by a table",
        "like the note it corrects",
    ],
)
def test_the_category_of_a_sealed_field_is_found_where_it_is_sealed(context, place, found):
    assert categories(context)[place] == found


def test_a_sealed_field_that_no_rule_seals_stops_the_generator():
    class Forgotten(BaseModel):
        words: Sealed[str]

    with pytest.raises(LookupError, match=r"Forgotten\.words"):
        list(messages.table(Forgotten, {}))
