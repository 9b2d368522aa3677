"""Who a person is: registered once, corrected openly; a child never without someone who answers for them."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Fact
from events.network.identity import Identity, PersonalData
from events.network.person import (
    EVERY_POWER,
    CorrectIdentity,
    FindSame,
    FoundSame,
    IdentityCorrected,
    PersonRegistered,
    PowerEnded,
    PowerRecorded,
    RegisterPerson,
)
from events.role import Role
from events.sealed import seal
from services.kernel.deciding import Act
from services.network.known import Person, needs_holder, needs_known
from services.network.term import Term
from services.network.ties import never_ones_own

ADULT = 18
OLDEST = 120
PARENTAL = "parental-responsibility"


def register(
    person: Person, command: RegisterPerson, act: Act, guardian: Person | None = None
) -> Iterator[Fact]:
    if person.registered:
        raise Refusal("person.already-registered")
    if act.role == Role.PUBLIC and act.actor != command.stream:
        raise Refusal("person.not-oneself")
    who, until = command.stream, minority(command.identity, act.day)
    yield PersonRegistered(
        person=who, since=act.day, minor_until=until, identity=sealed(who, command.identity)
    )
    if until is not None:
        holder = answering(who, command.guardian, guardian, act.day)
        yield parental(who, holder, act.day, until)


def correct(
    person: Person, command: CorrectIdentity, act: Act, guardian: Person | None = None
) -> Iterator[Fact]:
    needs_known(person)
    who, until = command.stream, minority(command.identity, act.day)
    yield IdentityCorrected(
        person=who, reason=command.reason, minor_until=until, identity=sealed(who, command.identity)
    )
    yield from keep_in_step(person, who, act.day, until)
    if until is not None and not any(term.holds(act.day) for term in person.powers):
        holder = answering(who, command.guardian, guardian, act.day)
        yield parental(who, holder, act.day, until)


def minority(data: PersonalData, day: date) -> date | None:
    """The eighteenth birthday when it lies after ``day``; refuses a birth that cannot be."""
    if data.birth_date > day or day.year - data.birth_date.year > OLDEST:
        raise Refusal("person.birth-date-impossible", field="birth_date")
    grown = eighteenth(data.birth_date)
    return grown if day < grown else None


def eighteenth(birth: date) -> date:
    """Who was born on 29 February comes of age on 1 March: the year of an eighteenth is never a leap year."""
    year = birth.year + ADULT
    return date(year, 3, 1) if (birth.month, birth.day) == (2, 29) else birth.replace(year=year)


def sealed(person: UUID, data: PersonalData) -> Identity:
    return Identity(
        **{name: seal(value, person, Category.IDENTITY) for name, value in data if value is not None}
    )


def answering(person: UUID, guardian: UUID | None, state: Person | None, day: date) -> UUID:
    if guardian is None or state is None:
        raise Refusal("person.minor-needs-guardian", field="guardian")
    needs_holder(person, guardian, state, day, field="guardian")
    return guardian


def parental(person: UUID, holder: UUID, since: date, until: date) -> PowerRecorded:
    """A parent's power needs no decree and ends by itself at eighteen."""
    return PowerRecorded(
        person=person, holder=holder, source=PARENTAL, powers=EVERY_POWER, since=since, until=until
    )


def keep_in_step(person: Person, who: UUID, day: date, until: date | None) -> Iterator[Fact]:
    """A corrected birth date moves the end of the parents' powers with it."""
    for term in parents(person, day):
        grown = until or day
        if term.until is None or grown < term.until:
            yield PowerEnded(person=who, holder=term.what, until=grown, reason="entered-by-mistake")
        elif term.until < grown:
            yield parental(who, term.what, term.until, grown)


def parents(person: Person, day: date) -> tuple[Term[UUID], ...]:
    return tuple(term for term in person.powers if term.codes[0] == PARENTAL and term.holds(day))


def find_same(person: Person, command: FindSame, act: Act, kept: Person) -> Iterator[Fact]:
    """Only someone not merged themselves can be kept: a ring of persons can then never close.

    Nobody finds themselves to be someone else: all that stands for the one would stand for the other.
    """
    for one in (command.kept, command.stream):
        never_ones_own(one, act)
    if person.same_as == command.kept:
        return
    if command.kept == command.stream:
        raise Refusal("person.same-as-oneself", field="kept")
    needs_known(person)
    if not kept.known:
        raise Refusal("person.kept-unknown", field="kept")
    yield FoundSame(other=command.stream, kept=command.kept)
