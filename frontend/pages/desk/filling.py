"""What the forms of a desk ask, and the commands they become."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import Field

from events.intake.contact import (
    AcceptHandover,
    AgreeToCall,
    Channel,
    DeclineHandover,
    GiveOptions,
    HandOverContact,
    NotTaken,
    OneLine,
    OpenContact,
    OpenContactToCall,
    Option,
    Outcome,
    Purpose,
    Reachable,
    ReportOutcome,
    TakeBackCall,
)
from events.message import Command
from frontend.forms import Form, NewId

CHANNELS: tuple[str, ...] = get_args(Channel)
PURPOSES: tuple[str, ...] = get_args(Purpose)
OUTCOMES: tuple[str, ...] = get_args(Outcome)
NOT_TAKEN: tuple[str, ...] = get_args(NotTaken)
# An id, and after a colon the codes of what spoke for it.
Proposed = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:[a-z,]*)?$")]


class NewContact(Form):
    """All that may be noted in one go, also without a network; nothing of it is needed but the point."""

    contact: NewId
    point: UUID
    options: tuple[Proposed, ...] = ()
    name: OneLine | None = None
    channel: Channel | None = None
    address: OneLine | None = None


class Given(Form):
    contact: UUID
    rule: str
    options: tuple[Proposed, ...] = Field(min_length=1, max_length=5)


class Agreed(Form):
    name: OneLine
    channel: Channel
    address: OneLine
    purpose: Purpose


class Handed(Form):
    to: UUID
    on: date


class Declined(Form):
    reason: NotTaken


class Plain(Form):
    """A button alone."""


class Went(Form):
    outcome: Literal["helped", "partly", "not", "unreached"]
    entry: UUID | None = None


class WentWell(Form):
    """Told by the person themselves, from the sheet."""

    code: Annotated[str, Field(max_length=12)]
    outcome: Literal["helped", "partly", "not"]
    entry: UUID | None = None


def own(contact: UUID) -> dict[str, UUID]:
    return {"stream": contact, "dossier": contact}


def opening(it: NewContact) -> Command:
    """Raises ValidationError."""
    known = {**own(it.contact), "point": it.point, "options": proposed(it.options)}
    if it.name is None and it.address is None:
        return OpenContact(**known)
    way = {"name": it.name, "channel": it.channel or "call", "address": it.address}
    return OpenContactToCall(**known, call=Reachable.model_validate(way))


def proposed(texts: Iterable[str]) -> tuple[Option, ...]:
    """Raises ValidationError."""
    pairs = (text.partition(":") for text in texts)
    return tuple(
        Option.model_validate({"entry": entry, "why": [each for each in why.split(",") if each]})
        for entry, _, why in pairs
    )


def giving(it: Given) -> Command:
    """Raises ValidationError."""
    return GiveOptions(**own(it.contact), rule=it.rule, options=proposed(it.options))


def agreeing(it: Agreed, contact: UUID) -> Command:
    return AgreeToCall(**own(contact), call=Reachable(**it.model_dump()))


def taking_back(it: Plain, contact: UUID) -> Command:
    return TakeBackCall(**own(contact))


def handing(it: Handed, contact: UUID) -> Command:
    return HandOverContact(**own(contact), to=it.to, on=it.on)


def accepting(it: Plain, contact: UUID) -> Command:
    return AcceptHandover(**own(contact))


def declining(it: Declined, contact: UUID) -> Command:
    return DeclineHandover(**own(contact), reason=it.reason)


def telling(it: Went, contact: UUID) -> Command:
    return ReportOutcome(**own(contact), outcome=it.outcome, entry=it.entry)


def told(it: WentWell, contact: UUID) -> Command:
    """Raises ValidationError."""
    return ReportOutcome(**own(contact), outcome=it.outcome, entry=it.entry, code=it.code)
