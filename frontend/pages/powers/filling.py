"""What is asked about a decree, and the commands it becomes. Last days are asked as people say them."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from events.network.person import (
    CheckPower,
    DecreeNumber,
    EndPower,
    Power,
    PowerEnd,
    RecordPower,
    SendBackPower,
    SentBack,
)
from frontend.forms import Form
from frontend.pages.powers.queries import ONE_DAY, Decree

Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2100, 1, 1))]


class Entered(Form):
    holder: UUID
    source: Literal["support-administrator", "guardian"]
    powers: Annotated[tuple[Power, ...], Field(min_length=1, max_length=7)]
    decided_on: Day
    number: DecreeNumber
    since: Day
    last: Day | None = None
    words: Annotated[str, Field(max_length=20_000)] = ""


class Ended(Form):
    ended_holder: UUID
    reason: PowerEnd
    until: Day


class Seen(Form):
    """``beside``: who checks says that the decree lies beside the screen."""

    holder: UUID
    beside: bool = False


class Back(Form):
    back_holder: UUID
    because: SentBack


def recording(it: Entered, person: UUID) -> RecordPower:
    return RecordPower(
        stream=person, dossier=person, holder=it.holder, source=it.source, powers=it.powers, since=it.since,
        until=it.last + ONE_DAY if it.last else None, decided_on=it.decided_on, decree_number=it.number,
        decree_text=it.words or None,
    )  # fmt: skip


def ending(it: Ended, person: UUID) -> EndPower:
    return EndPower(stream=person, dossier=person, holder=it.ended_holder, until=it.until, reason=it.reason)


def checking(it: Decree) -> CheckPower:
    return CheckPower.model_validate(
        {
            "stream": it.person, "dossier": it.person, "holder": it.holder, "powers": it.powers,
            "since": it.said_since, "until": it.said_until,
        }
    )  # fmt: skip


def returning(it: Back, person: UUID) -> SendBackPower:
    return SendBackPower(stream=person, dossier=person, holder=it.back_holder, reason=it.because)
