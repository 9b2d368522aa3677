"""What the forms of the guide ask, and the commands they become."""

from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import Field

from events.message import Command
from events.network.edition import guide_of
from events.network.guide import (
    Cause,
    DoubtEntry,
    How,
    Kind,
    Language,
    Need,
    Phone,
    PublishEntry,
    ReviseEntry,
    Sheet,
    Site,
    Told,
    VerifyEntry,
    When,
    Whom,
    WithdrawEntry,
    Words,
)
from events.network.organisation import Hours, PublicText
from frontend.forms import Form, NewId
from frontend.pages.partners.filling import Clock, minutes

RESULTS = ("right", "no-answer", "differs", "closed")
Result = Literal["right", "no-answer", "differs", "closed"]
CHOICES: dict[str, tuple[str, ...]] = {
    "needs": get_args(Need), "whom": get_args(Whom), "when": get_args(When), "languages": get_args(Language),
    "how": get_args(How), "kind": get_args(Kind),
}  # fmt: skip
OTHER = ("title", "what", "who", "easy")


class Called(Form):
    """Somebody has just asked the organisation."""

    result: Result


class Written(Form):
    """A sheet; the same hours on every day that is ticked. A second language is all there or not at all."""

    kind: Kind
    organisation: PublicText
    title: PublicText
    what: Told
    who: Told
    easy: Told
    title_en: PublicText | None = None
    what_en: Told | None = None
    who_en: Told | None = None
    easy_en: Told | None = None
    place: PublicText | None = None
    district: UUID | None = None
    phone: Phone | None = None
    site: Site | None = None
    days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = ()
    opens: Clock | None = None
    closes: Clock | None = None
    languages: tuple[Language, ...] = Field(min_length=1)
    needs: tuple[Need, ...] = Field(min_length=1)
    whom: tuple[Whom, ...] = Field(min_length=1)
    when: tuple[When, ...] = Field(min_length=1)
    how: How


class NewEntry(Written):
    entry: NewId


class Gone(Form):
    pass


def called(it: Called, entry: UUID) -> Command:
    own = {"stream": entry, "dossier": entry}
    if it.result == "right":
        return VerifyEntry(**own, how="phone")
    cause: Cause = it.result
    return DoubtEntry(**own, cause=cause)


def publishing(it: NewEntry, partnership: str) -> Command:
    """Raises ValidationError."""
    own = {"stream": it.entry, "dossier": it.entry, "guide": guide_of(partnership)}
    return PublishEntry(**own, sheet=sheet(it), how=it.how)


def revising(it: Written, entry: UUID, partnership: str) -> Command:
    """Raises ValidationError."""
    own = {"stream": entry, "dossier": entry, "guide": guide_of(partnership)}
    return ReviseEntry(**own, sheet=sheet(it), how=it.how)


def withdrawing(entry: UUID, partnership: str) -> Command:
    return WithdrawEntry(stream=entry, dossier=entry, guide=guide_of(partnership))


def sheet(it: Written) -> Sheet:
    hours = tuple(Hours(weekday=day, opens=minutes(it.opens), closes=minutes(it.closes)) for day in it.days)
    plain = it.model_dump(
        include={
            "kind",
            "organisation",
            "place",
            "district",
            "phone",
            "site",
            "languages",
            "needs",
            "whom",
            "when",
        }
    )
    return Sheet(**plain, hours=hours, words=words(it))


def words(it: Written) -> tuple[Words, ...]:
    own = Words(language="it", title=it.title, what=it.what, who=it.who, easy=it.easy)
    other = {name: getattr(it, f"{name}_en") for name in OTHER}
    return (own, Words(language="en", **other)) if any(other.values()) else (own,)


def typed(of: Sheet) -> dict[str, Any]:
    """What stands in the form of an entry that is there."""
    plain = of.model_dump(exclude={"words", "hours"}, exclude_none=True)
    told = {it.language: it for it in of.words}
    italian = {name: getattr(told["it"], name) for name in OTHER}
    english = {f"{name}_en": getattr(told["en"], name) for name in OTHER} if "en" in told else {}
    first = of.hours[0] if of.hours else None
    clocks = {"opens": clock(first.opens), "closes": clock(first.closes)} if first else {}
    return {**plain, **italian, **english, **clocks, "days": [str(each.weekday) for each in of.hours]}


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
