"""What the forms about a funding line ask, and the commands they become. Days are included on the page."""

from datetime import date
from typing import Annotated, get_args
from uuid import UUID

from pydantic import Field

from events.message import Command
from events.network.attribution import AttributePlace, EndAttribution, attribution_of
from events.network.attribution import Kind as PlaceKind
from events.network.cost import Counter, CounterCost, Kind, RecordCost
from events.network.line import ExtendLine, OpenLine
from frontend.form_fields import Money
from frontend.forms import Form, NewId
from frontend.pages.accounts.period import ONE

CODES: tuple[str, ...] = get_args(Kind)
REASONS: tuple[str, ...] = get_args(Counter)
Amount = Annotated[Money, Field(ge=1, le=100_000_000)]


class Opened(Form):
    line: NewId
    code: str
    name: str
    act: str
    first: date
    last: date


class Extended(Form):
    longer: date
    act: str


class Attributed(Form):
    """``place``: kind and id, as "cohabitation/…" or "home/…"."""

    place: str = Field(pattern=r"^(cohabitation|home)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    share: int = Field(default=100, ge=1, le=100)
    first: date
    last: date


class Spent(Form):
    cost: NewId
    kind: Kind
    cents: Amount
    on: date
    evidence: str = Field(min_length=1, max_length=200)


class Ended(Form):
    ended: UUID
    until: date


class Countered(Form):
    countered: UUID
    reason: Counter


def opening(it: Opened) -> Command:
    own = {"stream": it.line, "dossier": it.line}
    return OpenLine(**own, code=it.code, name=it.name, act=it.act, since=it.first, until=it.last + ONE)


def extending(it: Extended, line: UUID) -> Command:
    return ExtendLine(stream=line, dossier=line, until=it.longer + ONE, act=it.act)


def attributing(it: Attributed, line: UUID) -> Command:
    kind, _, place = it.place.partition("/")
    own = {"stream": attribution_of(UUID(place)), "dossier": UUID(place)}
    known: PlaceKind = "home" if kind == "home" else "cohabitation"
    return AttributePlace(**own, kind=known, line=line, share=it.share, since=it.first, until=it.last + ONE)


def ending(it: Ended, line: UUID) -> Command:
    own = {"stream": attribution_of(it.ended), "dossier": it.ended}
    return EndAttribution(**own, line=line, until=it.until)


def spending(it: Spent, line: UUID) -> Command:
    own = {"stream": it.cost, "dossier": line}
    return RecordCost(**own, code=it.kind, cents=it.cents, on=it.on, evidence=it.evidence)


def countering(it: Countered, line: UUID) -> Command:
    return CounterCost(stream=it.countered, dossier=line, reason=it.reason)
