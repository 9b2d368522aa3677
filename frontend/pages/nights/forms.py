"""What is asked about nights, and the commands it becomes."""

import sqlite3
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.stay import AgreeToStay, CancelStay, RequestStay, stays_of
from events.role import Role
from frontend.forms import Form, NewId
from frontend.pages.nights import queries
from frontend.pages.nights.queries import Stay
from frontend.reader import Reader

DAY = r"^\d{4}-\d{2}-\d{2}$"


class Asking(Form):
    """A weekend of those offered, or dates of one's own; ``stay`` is made with the form."""

    stay: NewId
    home: UUID
    person: UUID
    weekend: Annotated[str, Field(pattern=DAY)] | None = None
    since: date | None = None
    until: date | None = None


class Agreeing(Form):
    stay: UUID
    tell_arrival: bool = False


class Dropping(Form):
    stay: UUID


def asked(reader: Reader, it: Asking) -> RequestStay:
    """Without any date the first fault named is that of the beginning."""
    since = date.fromisoformat(it.weekend) if it.weekend else it.since
    until = since + timedelta(days=2) if since and it.weekend else it.until
    voice = "family" if reader.role is Role.FAMILY else "person"
    return RequestStay.model_validate(
        {**own(it.home, it.stay, it.person), "since": since, "until": until, "asked_by": voice}
    )


def agreed(db: sqlite3.Connection, reader: Reader, it: Agreeing) -> AgreeToStay:
    stay = their_own(db, reader, it.stay)
    return AgreeToStay(**own(stay.home, stay.id, stay.person), tell_arrival=it.tell_arrival)


def dropped(db: sqlite3.Connection, reader: Reader, it: Dropping) -> CancelStay:
    stay = their_own(db, reader, it.stay)
    return CancelStay(**own(stay.home, stay.id, stay.person), reason="person-asked")


def their_own(db: sqlite3.Connection, reader: Reader, id: UUID) -> Stay:
    """Raises NotFoundException: someone else's stay is not there."""
    found = next((it for it in queries.stays_of(db, reader.person) if it.id == id), None)
    if found is None:
        raise NotFoundException
    return found


def own(home: UUID, stay: UUID, person: UUID) -> dict[str, UUID]:
    return {"stream": stays_of(home), "dossier": home, "stay": stay, "person": person}
