"""The Info Points: two of them, a guide of the town, guests without a name, needs that emerge, volunteers who learn."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.network import register
from events.intake.contact import (
    AgreeToCall,
    GiveOptions,
    HandOverContact,
    OpenContact,
    Option,
    Reachable,
    ReportOutcome,
)
from events.network.course import AnswerModule, training_of
from events.network.edition import guide_of
from events.network.guide import DoubtEntry, PublishEntry, Sheet, VerifyEntry
from events.network.member import GrantRole, member_of
from events.network.organisation import EnrolPartner, Hours, OpenPoint
from events.network.session import TeachSession
from events.network.signal import SignalNeed, Theme, needs_of
from events.role import Role
from services.network.course import right_answers
from tests.people import ELENA, GINO, MARTA, PARTNERSHIP, SARA, Person, id_of

GUIDE = Path(__file__).parents[1] / "guide.json"
CIRCLE = id_of("Circolo Porto Vecchio")
HERE, THERE = id_of("Sportello San Concordio"), id_of("Sportello San Vito")
RULE = "orient-2026-1"
BEGUN = 40
"""The day the guide begins; everything else is told from the last day back."""


def lines(calendar: Calendar) -> Iterator[Line]:
    yield from second_point(calendar)
    yield from training(calendar)
    for n, it in enumerate(json.loads(GUIDE.read_text("utf-8"))):
        yield from entry(calendar, n, it)
    yield from contacts(calendar)
    yield from needs(calendar)


def entry_id(key: str) -> UUID:
    return id_of(f"Voce {key}")


def contact_id(name: str) -> UUID:
    return id_of(f"Contatto {name}")


def second_point(calendar: Calendar) -> Iterator[Line]:
    enrol = EnrolPartner(
        stream=CIRCLE, dossier=CIRCLE, name="Circolo Porto Vecchio", legal_form="aps",
        competences=("cohousing", "homeless"), since=calendar.start,
    )  # fmt: skip
    yield Line(calendar.at(1, 9), MARTA, enrol)
    point = OpenPoint(
        stream=CIRCLE, dossier=CIRCLE, point=THERE, name="Info Point San Vito", place="Via di San Vito 3",
        hours=(Hours(weekday=2, opens=960, closes=1140), Hours(weekday=3, opens=540, closes=720)),
        channels=("desk", "phone", "online"), since=calendar.day(1),
    )  # fmt: skip
    yield Line(calendar.at(1, 9, 10), MARTA, point)
    yield Line(calendar.at(1, 10), MARTA, register(GINO))
    grant = GrantRole(
        stream=member_of(GINO.id),
        dossier=GINO.id,
        role=Role.INFO_POINT,
        organisation=CIRCLE,
        since=calendar.day(1),
    )
    yield Line(calendar.at(1, 10, 10), MARTA, grant)


def training(calendar: Calendar) -> Iterator[Line]:
    """Elena has done the first two modules; Gino was at the session about the first."""
    session = id_of("Incontro di formazione")
    teach = TeachSession(
        stream=session,
        dossier=session,
        module="listening",
        minutes=90,
        trainer=MARTA.id,
        present=(GINO.id, ELENA.id),
    )
    yield Line(calendar.at(BEGUN - 2, 17), MARTA, teach)
    own = {"stream": training_of(ELENA.id), "dossier": ELENA.id}
    answers = AnswerModule(**own, module="calling", answers=tuple(right_answers()["calling"]))
    yield Line(calendar.at(BEGUN - 1, 21), ELENA, answers)


def entry(calendar: Calendar, n: int, it: dict[str, Any]) -> Iterator[Line]:
    """Published when the guide began, checked again as many days ago as its line says."""
    own = {"stream": entry_id(it["key"]), "dossier": entry_id(it["key"])}
    district = id_of(it["district"]) if it["district"] else None
    sheet = Sheet.model_validate({**it["sheet"], "district": district})
    publish = PublishEntry(**own, guide=guide_of(PARTNERSHIP), sheet=sheet, how="phone")
    first = calendar.last - it["checked"] if it["new"] else max(min(BEGUN, calendar.last - it["checked"]), 2)
    yield Line(calendar.at(first, 11, n), MARTA, publish)
    checked = calendar.last - it["checked"]
    if checked > first:
        yield Line(calendar.at(checked, 8, n), ELENA, VerifyEntry(**own, how="phone"))
    for cause in it["doubts"]:
        yield Line(calendar.at(checked + 10, 11, n), ELENA, DoubtEntry(**own, cause=cause))


def contacts(calendar: Calendar) -> Iterator[Line]:
    """Five guests in the last days; one would like a call, one is passed on, one says it helped."""
    last = calendar.last
    yield from guest(calendar, "affitto", ELENA, last - 6, 10, HERE, ("affitto", "isee"))
    yield from guest(calendar, "stanza", ELENA, last - 6, 11, HERE, ("giovani", "stanza"))
    yield from guest(calendar, "notte", GINO, last - 3, 17, THERE, ("notte",))
    yield from guest(calendar, "compagnia", ELENA, last - 2, 10, HERE, ("compagnia", "ospitare"))
    yield from guest(calendar, "famiglia", GINO, last - 1, 18, THERE, ("affitto", "famiglie"))
    helped = ReportOutcome(**contact("affitto"), outcome="helped", entry=entry_id("affitto"))
    yield Line(calendar.at(last - 4, 10), ELENA, helped)
    call = Reachable(
        name="Signora del terzo piano", channel="call", address="333 555 0142", purpose="outcome"
    )
    yield Line(calendar.at(last - 2, 10, 9), ELENA, AgreeToCall(**contact("compagnia"), call=call))
    hand = HandOverContact(**contact("famiglia"), to=HERE, on=calendar.day(last + 2))
    yield Line(calendar.at(last - 1, 18, 9), GINO, hand)


def guest(
    calendar: Calendar, name: str, by: Person, day: int, hour: int, point: UUID, keys: tuple[str, ...]
) -> Iterator[Line]:
    yield Line(calendar.at(day, hour), by, OpenContact(**contact(name), point=point))
    options = tuple(Option(entry=entry_id(key), why=("need", "whom", "fresh")) for key in keys)
    yield Line(calendar.at(day, hour, 5), by, GiveOptions(**contact(name), rule=RULE, options=options))


def contact(name: str) -> dict[str, UUID]:
    return {"stream": contact_id(name), "dossier": contact_id(name)}


def needs(calendar: Calendar) -> Iterator[Line]:
    """Six alike in San Concordio have emerged; what was heard twice in San Vito nobody sees."""
    heard: tuple[tuple[str, Theme, int], ...] = (
        ("San Concordio", "losing-home", 6), ("San Vito", "sleeping-rough", 2),
    )  # fmt: skip
    for district, theme, many in heard:
        place = id_of(district)
        for n in range(many):
            signal = SignalNeed(stream=needs_of(place), dossier=place, theme=theme)
            yield Line(calendar.at(calendar.last - 2, 12, n), (ELENA, SARA)[n % 2], signal)
