"""What is asked at the desk of stays, and the commands it becomes: about a stay of this reader's desk and no other."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.stay import (
    ConfirmStay,
    DeclineStay,
    NotThisTime,
    OutOfTurn,
    PublishStayRules,
    stays_of,
)
from events.accompaniment.staying import (
    AttachCoverage,
    CheckIn,
    CheckOut,
    PlaceOperator,
    SetSupportLevel,
    SumUpStay,
)
from events.message import Command
from frontend.forms import Form
from frontend.moments import ZONE
from frontend.pages.nights.queries import Stay
from frontend.pages.stays.queries import desk
from frontend.reader import Reader


class About(Form):
    stay: UUID


class Confirming(About):
    out_of_turn: OutOfTurn | None = None


class Declining(About):
    reason: NotThisTime
    words: Annotated[str, Field(max_length=500)] = ""


class Supporting(About):
    level: Annotated[int, Field(ge=1, le=5)]


class Telling(About):
    words: Annotated[str, Field(min_length=1, max_length=240)]


class Covering(About):
    """``provider``: the organisation whose service answers for every hour of the stay."""

    provider: UUID


class Publishing(Form):
    """The rules of a home: numbers, and the act they come from."""

    home: UUID
    edition: Annotated[str, Field(min_length=1, max_length=60)]
    beds: Annotated[int, Field(ge=1, le=5)]
    longest: Annotated[int, Field(ge=1, le=60)]
    yearly: Annotated[int, Field(ge=1, le=365)]
    source: Annotated[str, Field(min_length=1, max_length=300)]


def published(db: sqlite3.Connection, reader: Reader, it: Publishing) -> Command:
    """Raises NotFoundException for what is no home of short stays."""
    if it.home not in (house.book.home for house in desk(db, reader).houses):
        raise NotFoundException
    return PublishStayRules(stream=stays_of(it.home), dossier=it.home, **it.model_dump(exclude={"home"}))


def found(db: sqlite3.Connection, reader: Reader, id: UUID) -> Stay:
    """Raises NotFoundException for a stay of another home."""
    houses = desk(db, reader).houses
    mine = [
        it
        for house in houses
        for it in (*(w.stay for w in house.waiting), *(g.stay for g in house.going), *house.over)
    ]
    stay = next((it for it in mine if it.id == id), None)
    if stay is None:
        raise NotFoundException
    return stay


def own(stay: Stay) -> dict[str, UUID]:
    return {"stream": stays_of(stay.home), "dossier": stay.home, "stay": stay.id, "person": stay.person}


def confirmed(stay: Stay, it: Confirming, reader: Reader) -> Command:
    return ConfirmStay(**own(stay), out_of_turn=it.out_of_turn)


def declined(stay: Stay, it: Declining, reader: Reader) -> Command:
    return DeclineStay(**own(stay), reason=it.reason, words=it.words)


def supported(stay: Stay, it: Supporting, reader: Reader) -> Command:
    return SetSupportLevel(**own(stay), level=it.level)


def present(stay: Stay, it: About, reader: Reader) -> Command:
    return PlaceOperator(**own(stay), operator=reader.person, days=stay.nights)


def arrived(stay: Stay, it: About, reader: Reader) -> Command:
    return CheckIn(**own(stay))


def left(stay: Stay, it: About, reader: Reader) -> Command:
    return CheckOut(**own(stay))


def told(stay: Stay, it: Telling, reader: Reader) -> Command:
    return SumUpStay(**own(stay), words=it.words)


def covered(stay: Stay, it: Covering, reader: Reader) -> Command:
    """From noon to noon: what lies between is the nights."""
    since, until = (datetime.combine(day, TURNOVER, ZoneInfo(ZONE.get())) for day in (stay.since, stay.until))
    return AttachCoverage(**own(stay), provider=it.provider, since=since, until=until)


TURNOVER = time(12)
Made = Callable[[Stay, About, Reader], Command]


def making(db: sqlite3.Connection, reader: Reader, make: Made) -> Callable[[About], Command]:
    return partial(made, db, reader, make)


def made(db: sqlite3.Connection, reader: Reader, make: Made, it: About) -> Command:
    return make(found(db, reader, it.stay), it, reader)
