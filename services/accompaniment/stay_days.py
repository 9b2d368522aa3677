"""The days of a stay: no arrival before the support is set and somebody is there, no longer stay without a reason."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from events.accompaniment.nights import HoldNights, ReleaseNights, nights_of
from events.accompaniment.stay import OfAStay
from events.accompaniment.staying import (
    AttachCoverage,
    CheckedIn,
    CheckedOut,
    CheckIn,
    CheckOut,
    CoverageAttached,
    CoverageLost,
    CoverAlertRaised,
    ExtendStay,
    LoseCoverage,
    OperatorPlaced,
    PlaceOperator,
    SetSupportLevel,
    StayExtended,
    StaySummedUp,
    SumUpStay,
    SupportLevelSet,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.accompaniment.stay_asking import KNOWN_AFTER, known, must_be_a_stay
from services.accompaniment.stay_book import (
    Book,
    Hours,
    Stay,
    has_room,
    nights_between,
    ruled,
    uncovered,
    without_hours,
)
from services.kernel.deciding import Act


def set_level(book: Book, command: SetSupportLevel) -> Iterator[Fact]:
    stay = going_on(book, command)
    yield SupportLevelSet(
        stay=command.stay, person=stay.person, level=seal(command.level, stay.person, Category.STAYS)
    )


def place(book: Book, command: PlaceOperator) -> Iterator[Fact]:
    going_on(book, command)
    days = tuple(sorted(set(command.days)))
    yield OperatorPlaced(stay=command.stay, person=command.person, operator=command.operator, days=days)


def attach(book: Book, command: AttachCoverage) -> Iterator[Fact]:
    going_on(book, command)
    if command.until <= command.since:
        raise Refusal("stay.ends-before-it-starts", field="until")
    yield CoverageAttached(**command.model_dump(exclude={"stream", "dossier", "expects"}))


def lose(book: Book, command: LoseCoverage, act: Act) -> Iterator[Fact]:
    """I6: once a bed is promised, an hour nobody answers for is told at once."""
    stay = going_on(book, command)
    lost = Hours(command.since, command.until)
    yield CoverageLost(stay=command.stay, person=stay.person, since=lost.since, until=lost.until)
    hole = uncovered(without_hours(stay.covered, lost), stay.since, stay.until, act.zone)
    if hole and book.type == "respite" and stay.holds_a_bed:
        yield CoverAlertRaised(stay=command.stay, person=stay.person, since=utc(hole))


def utc(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo("UTC"))


def check_in(book: Book, command: CheckIn, act: Act) -> Iterator[Fact]:
    stay = known(book, command)
    if stay.state == "here":
        return
    if stay.state != "confirmed":
        raise Refusal("stay.not-confirmed")
    if not stay.since <= act.day < stay.until:
        raise Refusal("stay.not-that-day")
    if book.type == "gym":
        must_be_supported(stay)
    yield CheckedIn(stay=command.stay, person=stay.person, at=act.occurred_at)


def must_be_supported(stay: Stay) -> None:
    """I7: how much support was said before, and each day has its operator."""
    if not stay.level_set:
        raise Refusal("stay.no-support-level")
    if not stay.staffed.issuperset(stay.nights()):
        raise Refusal("stay.no-operator-that-day")


def check_out(book: Book, command: CheckOut, act: Act) -> Iterator[Fact | Command]:
    stay = known(book, command)
    if stay.state == "left":
        return
    if stay.state != "here":
        raise Refusal("stay.not-here-now")
    if act.day > stay.until:
        raise Refusal("stay.extend-first")
    if act.day < stay.since:
        raise Refusal("stay.not-that-day")
    yield CheckedOut(stay=command.stay, person=stay.person, on=act.day)
    if act.day < stay.until:
        yield ReleaseNights(
            stream=nights_of(stay.person), dossier=stay.person, stay=command.stay, since=act.day
        )


def extend(book: Book, command: ExtendStay, act: Act) -> Iterator[Fact | Command]:
    """I5: beyond what was agreed only with a reason and someone who answers for it, and never past the quota."""
    stay, rules = going_on(book, command), ruled(book)
    if not stay.holds_a_bed or command.until <= stay.until:
        raise Refusal("stay.not-longer", field="until")
    if not command.reason.strip():
        raise Refusal("stay.extension-needs-a-reason", field="reason")
    if command.authoriser is None:
        raise Refusal("stay.extension-needs-someone", field="authoriser")
    must_be_a_stay(stay.since, command.until, rules.longest)
    must_hold_until(book, stay, command, act)
    yield extended(stay, command, act)
    yield HoldNights(
        stream=nights_of(stay.person), dossier=stay.person, stay=command.stay, type=book.type or "gym",
        since=stay.since, until=command.until, yearly=rules.yearly,
    )  # fmt: skip


def must_hold_until(book: Book, stay: Stay, command: ExtendStay, act: Act) -> None:
    """What was true of the stay is true of its longer days too: a bed, an operator, every hour covered."""
    more = tuple(nights_between(stay.until, command.until))
    if not has_room(book, more, command.stay):
        raise Refusal("stay.no-bed", field="until")
    if book.type == "gym" and stay.state == "here" and not stay.staffed.issuperset(more):
        raise Refusal("stay.no-operator-that-day", field="until")
    if book.type == "respite" and uncovered(stay.covered, stay.since, command.until, act.zone):
        raise Refusal("stay.hours-not-covered", field="until")


def extended(stay: Stay, command: ExtendStay, act: Act) -> StayExtended:
    assert command.authoriser, "looked at before"
    return StayExtended(
        stay=command.stay, person=stay.person, home=command.dossier,
        known_since=stay.confirmed_on or act.day, known_until=command.until + KNOWN_AFTER, until=command.until,
        reason=seal(command.reason.strip(), stay.person, Category.STAYS), authoriser=command.authoriser,
    )  # fmt: skip


def sum_up(book: Book, command: SumUpStay) -> Iterator[Fact]:
    stay = known(book, command)
    if stay.state not in ("here", "left"):
        raise Refusal("stay.not-begun")
    words = seal(command.words.strip(), stay.person, Category.STAYS)
    yield StaySummedUp(stay=command.stay, person=stay.person, words=words)


def going_on(book: Book, command: OfAStay) -> Stay:
    stay = known(book, command)
    if stay.state in ("left", "declined", "cancelled"):
        raise Refusal("stay.is-over")
    return stay
