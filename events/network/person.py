"""Persons: who they are, who is found to be the same, who is close to them and who may act for them."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from events.message import Body, Command, Fact
from events.network.identity import Identity, PersonalData
from events.role import Role
from events.sealed import Sealed
from events.standing import Ends, Standing, Stands

CorrectionReason = Literal["misspelt", "changed", "incomplete", "checked-on-document"]
RelationKind = Literal["parent", "child", "sibling", "partner", "relative", "friend", "supporter"]
PowerSource = Literal["support-administrator", "guardian", "parental-responsibility"]
Power = Literal["apply", "sign-pact", "share", "housing", "money", "health", "life-project"]
PowerEnd = Literal["revoked", "replaced", "expired", "majority", "entered-by-mistake"]
SentBack = Literal["powers-differ", "dates-differ", "number-differs", "not-this-person"]
EVERY_POWER: tuple[Power, ...] = ("apply", "sign-pact", "share", "housing", "money", "health", "life-project")

DecreeNumber = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=70)]
DecreeText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class PersonRegistered(Fact):
    """``minor_until``: the eighteenth birthday of who is under age, in clear because rights turn on it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    since: date
    minor_until: date | None = None
    identity: Identity

    def standings(self) -> tuple[Standing, ...]:
        return (Stands("subject", self.person, Role.SELF, self.since, over=self.person),)


class IdentityCorrected(Fact):
    """The whole identity anew; what was written before stays in the history."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    reason: CorrectionReason
    minor_until: date | None = None
    identity: Identity


class FoundSame(Fact):
    """``other`` is the same human being as ``kept``. No id is rewritten: see ``events.network.same``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("other", "kept")

    other: UUID
    kept: UUID


class RelationRecorded(Fact):
    """``relative`` is the ``kind`` of ``person``: their parent, their friend."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "relative")

    person: UUID
    relative: UUID
    kind: RelationKind
    since: date
    until: date | None = None

    def standings(self) -> tuple[Standing, ...]:
        return (Stands("relation", self.relative, Role.FAMILY, self.since, self.person, self.until),)


class RelationEnded(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person", "relative")

    person: UUID
    relative: UUID
    until: date

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("relation", self.relative, Role.FAMILY, self.until, over=self.person),)


class PowerRecorded(Fact):
    """``holder`` may act for ``person`` in ``powers``. A decree number names a court case: it is sealed.

    Entered by ``recorded_by``, it is in force only once somebody else has checked it (``PowerChecked``). None: at
    once, as a parent's for their child, and as every decree was before there was a check.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "holder")
    VERSION: ClassVar[int] = 2

    person: UUID
    holder: UUID
    source: PowerSource
    powers: tuple[Power, ...]
    since: date
    until: date | None = None
    decided_on: date | None = None
    decree_number: Sealed[str] | None = None
    decree_text: Sealed[str] | None = None
    recorded_by: UUID | None = None

    @staticmethod
    def upcast_v1_v2(body: Body) -> Body:
        return {**body, "recorded_by": None}

    def standings(self) -> tuple[Standing, ...]:
        return () if self.recorded_by else (in_force(self),)


class PowerChecked(Fact):
    """A second person held the decree beside what was entered: in force from the later of its day and this one."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "holder")

    person: UUID
    holder: UUID
    source: PowerSource
    powers: tuple[Power, ...]
    since: date
    until: date | None = None

    def standings(self) -> tuple[Standing, ...]:
        return (in_force(self),)


class PowerSentBack(Fact):
    """What was entered is not what the decree says; it never was in force."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "holder")

    person: UUID
    holder: UUID
    reason: SentBack


class PowerEnded(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person", "holder")

    person: UUID
    holder: UUID
    until: date
    reason: PowerEnd

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("power", self.holder, Role.FAMILY, self.until, over=self.person),)


def in_force(it: PowerRecorded | PowerChecked) -> Stands:
    return Stands("power", it.holder, Role.FAMILY, it.since, it.person, it.until, it.powers)


class RegisterPerson(Command):
    """Asked by the person themselves before they have any right (``PUBLIC``), or for them at a desk."""

    identity: PersonalData
    guardian: UUID | None = None

    def whose(self) -> UUID | None:
        return self.stream


class CorrectIdentity(Command):
    identity: PersonalData
    reason: CorrectionReason
    guardian: UUID | None = None

    def whose(self) -> UUID | None:
        return self.stream


class FindSame(Command):
    """``stream`` is the person who was entered twice and is from now on read as ``kept``."""

    kept: UUID


class RecordRelation(Command):
    relative: UUID
    kind: RelationKind
    since: date
    until: date | None = None

    def whose(self) -> UUID | None:
        return self.stream


class EndRelation(Command):
    relative: UUID
    until: date

    def whose(self) -> UUID | None:
        return self.stream


class RecordPower(Command):
    """``decided_on`` is the day of the decree, ``since`` and ``until`` the days on which it is in force."""

    holder: UUID
    source: Literal["support-administrator", "guardian"]
    powers: tuple[Power, ...] = Field(min_length=1, max_length=7)
    since: date
    until: date | None = None
    decided_on: date
    decree_number: DecreeNumber
    decree_text: DecreeText | None = None


class CheckPower(Command):
    """What the checker had before them, so that nobody confirms what was changed meanwhile."""

    holder: UUID
    powers: tuple[Power, ...] = Field(min_length=1, max_length=7)
    since: date
    until: date | None = None


class SendBackPower(Command):
    holder: UUID
    reason: SentBack


class EndPower(Command):
    holder: UUID
    until: date
    reason: PowerEnd
