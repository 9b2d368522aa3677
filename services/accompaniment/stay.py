"""The book of a home's stays: one writer for all its beds, so that invariants 3, 5, 6 and 7 hold at every instant."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from events.accompaniment import attendance, staying
from events.accompaniment import stay as asking
from events.accompaniment.life_project import life_project_of
from events.accompaniment.nights import nights_of
from events.accompaniment.sharing import shares_of
from events.accompaniment.stay import BookOpened, OpenBook, PublishStayRules, StayRulesPublished, stays_of
from events.envelope import Refusal
from events.message import Command, Fact
from services.accompaniment import stay_asking as ask
from services.accompaniment import stay_attendance as attending
from services.accompaniment import stay_days as days
from services.accompaniment.life_project import LIFE_PROJECT
from services.accompaniment.nights import NIGHTS
from services.accompaniment.sharing import SHARES
from services.accompaniment.stay_book import Book, Hours, Stay, without_hours
from services.kernel.deciding import Act, Decider, Read

BEDS = {"gym": 5, "respite": 2}
"""At most: five people in a unit, two places of relief or emergency in a structure (DM 23/11/2016, art. 3)."""


def decide(book: Book, command: Command, act: Act, **seen: Any) -> Iterator[Fact | Command]:
    if command.stream != stays_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    yield from RULES[type(command)](book, command, act, **seen)


def open_(book: Book, command: OpenBook, act: Act) -> Iterator[Fact]:
    if book.type != command.type:
        yield BookOpened(type=command.type)


def publish(book: Book, command: PublishStayRules, act: Act) -> Iterator[Fact]:
    if book.type is None:
        raise Refusal("stay.not-that-kind-of-home")
    if command.beds > BEDS[book.type]:
        raise Refusal("stay.too-many-beds", field="beds")
    rules = StayRulesPublished(**command.model_dump(exclude={"stream", "dossier", "expects"}))
    if book.rules != rules:
        yield rules


Rule = Callable[..., Iterator[Fact | Command]]


def plainly(rule: Rule) -> Rule:
    """A rule that asks nothing of when and by whom."""
    return lambda book, command, act, **seen: rule(book, command, **seen)


RULES: dict[type[Command], Rule] = {
    OpenBook: open_,
    PublishStayRules: publish,
    asking.RequestStay: ask.request,
    asking.AgreeToStay: plainly(ask.agree),
    asking.ConfirmStay: ask.confirm,
    asking.DeclineStay: plainly(ask.decline),
    asking.CancelStay: ask.cancel,
    staying.SetSupportLevel: plainly(days.set_level),
    staying.PlaceOperator: plainly(days.place),
    staying.AttachCoverage: plainly(days.attach),
    staying.LoseCoverage: days.lose,
    staying.CheckIn: days.check_in,
    staying.CheckOut: days.check_out,
    staying.ExtendStay: days.extend,
    staying.SumUpStay: plainly(days.sum_up),
    attendance.MarkPresent: plainly(attending.mark),
    attendance.TakeBackPresent: plainly(attending.take_back),
}


def evolve(book: Book, fact: Fact) -> Book:
    match fact:
        case BookOpened():
            return replace(book, type=fact.type)
        case StayRulesPublished():
            return replace(book, rules=fact)
        case asking.StayRequested():
            return book.put(fact.stay, requested(book, fact))
        case asking.StayAgreed():
            return book.changed(fact.stay, agreed=True)
        case asking.StayConfirmed():
            return book.changed(fact.stay, state="confirmed", confirmed_on=fact.on)
        case asking.StayDeclined():
            return book.changed(fact.stay, state="declined")
        case asking.StayCancelled():
            return book.changed(fact.stay, state="cancelled")
    return lived(book, fact)


def requested(book: Book, fact: asking.StayRequested) -> Stay:
    return Stay(fact.person, fact.since, fact.until, len(book.stays), agreed=fact.asked_by == "person")


def lived(book: Book, fact: Fact) -> Book:
    match fact:
        case staying.SupportLevelSet():
            return book.changed(fact.stay, level_set=True)
        case staying.OperatorPlaced() if it := book.stays.get(fact.stay):
            return book.changed(fact.stay, staffed=it.staffed.union(fact.days))
        case staying.CoverageAttached() if it := book.stays.get(fact.stay):
            return book.changed(fact.stay, covered=(*it.covered, Hours(fact.since, fact.until)))
        case staying.CoverageLost() if it := book.stays.get(fact.stay):
            left = without_hours(it.covered, Hours(fact.since, fact.until))
            return book.changed(fact.stay, covered=left)
        case staying.CheckedIn():
            return book.changed(fact.stay, state="here")
        case staying.CheckedOut():
            return book.changed(fact.stay, state="left", until=fact.on)
        case staying.StayExtended():
            return book.changed(fact.stay, until=fact.until)
    return attending.marked(book, fact)


def reads(command: Command) -> dict[str, Read]:
    match command:
        case asking.RequestStay():
            return {
                "nights": Read(NIGHTS, nights_of(command.person)),
                "shares": Read(SHARES, shares_of(command.person)),
            }
        case asking.ConfirmStay():
            return {"project": Read(LIFE_PROJECT, life_project_of(command.person))}
    return {}


BOOK = Decider(Book(), decide, evolve, commands=tuple(RULES), reads=reads)
