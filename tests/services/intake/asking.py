"""What the intake tests talk about: one call, one application, and the days around the closing."""

from datetime import UTC, date, datetime
from typing import Any

from events.intake.answers import Declaration
from events.intake.application import SubmitApplication
from events.intake.call import CallPublished, PublishCall
from events.intake.rule import YOUTH_CALL_2023
from events.message import Fact
from services.intake.application import APPLICATION
from services.intake.call import CALL
from services.kernel.deciding import Act
from tests.people import AHMED, INFO_POINT, Person, id_of
from tests.people import CALL as YOUTH
from tests.services.story import act, given, when

OPENS, CLOSES = date(2026, 3, 1), date(2026, 4, 30)
GRID = "ab" * 32
BEFORE = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
LAST_MINUTE = datetime(2026, 4, 30, 21, 58, tzinfo=UTC)  # 23:58 in Lucca
TOO_LATE = datetime(2026, 4, 30, 22, 0, tzinfo=UTC)  # midnight in Lucca
SHEET: dict[str, Any] = {"title": "Avviso giovani", "opens": OPENS, "closes": CLOSES, "grid_hash": GRID}
PUBLISH = PublishCall(stream=YOUTH, dossier=YOUTH, **SHEET, rule=YOUTH_CALL_2023)
PUBLISHED = CallPublished(**SHEET, age_on=CLOSES, rule=YOUTH_CALL_2023)
OPEN_CALL = given(CALL, PUBLISHED)
APPLICATION_ID = id_of("Domanda di Ahmed")
ITS = {"stream": APPLICATION_ID, "dossier": APPLICATION_ID}
POINT = {"organisation": INFO_POINT}


def answers(**other: Any) -> Declaration:
    named: dict[str, Any] = {"birth_date": AHMED.born, "household_size": 3, "family_isee": 12_000_00}
    return Declaration(**{**named, "motivation": "Vorrei imparare a vivere da solo.", **other})


def submit(**more: Any) -> SubmitApplication:
    return SubmitApplication(**{**ITS, "call": YOUTH, "applicant": AHMED.id, "answers": answers(), **more})


def oneself(at: datetime = BEFORE, person: Person = AHMED, **more: Any) -> Act:
    return act(person, "self", at, organisation=None, **more)


def told(*after: Fact, **declared: Any) -> tuple[Fact, ...]:
    """The facts of Ahmed's application, and what came after."""
    said = when(
        APPLICATION, submit(answers=answers(**declared)), APPLICATION.initial, oneself(), call=OPEN_CALL
    )
    return (*(one for one in said if isinstance(one, Fact)), *after)


def sent(*after: Fact, **declared: Any) -> Any:
    return given(APPLICATION, *told(*after, **declared))
