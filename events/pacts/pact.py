"""The pact of a cohabitation: drafted from clauses, explained, signed by all on one hash, amended, ended."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from events.message import Command, Fact
from events.pacts.clauses import AnyClause
from events.pacts.content import Party, PartyKind
from events.pacts.duty import Duty
from events.role import Role
from events.sealed import Sealed
from events.standing import Standing, Stands

Form = Literal["read-together", "easy-read", "pictograms", "interpreter"]
Method = Literal["tap", "pin", "paper"]
End = Literal["notice", "closure", "agreement"]


def pact_of(cohabitation: UUID) -> UUID:
    return uuid5(cohabitation, "pact")


class HouseRule(BaseModel):
    """A rule those who live there wrote themselves. ``salt``: 32 random bytes in hex, made by who asks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str = Field(min_length=1, max_length=500)
    salt: str = Field(pattern=r"^[0-9a-f]{64}$")


class SealedRule(BaseModel):
    """The same rule at rest: its words belong to the cohabitation, ``commitment`` is what the hash covers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: Sealed[str]
    salt: Sealed[str]
    commitment: str


class Version(BaseModel):
    """What a version of the pact says: everything that ``hash`` covers, its own rules by commitment."""

    cohabitation: UUID
    version: int
    hash: str
    clauses: tuple[AnyClause, ...]
    parties: tuple[Party, ...]
    starts: date
    on: date
    own_rules: tuple[SealedRule, ...] = ()

    @property
    def persons(self) -> tuple[UUID, ...]:
        return tuple(party.id for party in self.parties if party.kind in ("member", "tutor"))

    def standings(self) -> tuple[Standing, ...]:
        """Whoever is asked to sign may read what they are asked to sign."""
        return tuple(
            Stands("subject", person, Role.SELF, self.on, over=self.cohabitation) for person in self.persons
        )


class PactDrafted(Version, Fact):
    """No version is in force yet; an earlier draft and its signatures no longer count."""

    ABOUT: ClassVar[tuple[str, ...]] = ("persons",)


class PactAmended(Version, Fact):
    """A new version is asked for; ``from_hash`` stays in force until every party has signed ``hash``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("persons",)

    from_hash: str


class PactExplained(Fact):
    """``teach_back``: the person told it back in their own words."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    version: int
    form: Form
    teach_back: bool
    on: date


class PactSigned(Fact):
    """Never erased: leaving is a notice. ``party`` is an organisation for guarantors and owners."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    party: UUID
    kind: PartyKind
    version: int
    hash: str
    method: Method
    on: date

    @property
    def person(self) -> UUID | None:
        return self.party if self.kind in ("member", "tutor") else None


class PactActivated(Fact):
    """In force from ``since``, with what its clauses set (terms in days or months)."""

    ABOUT: ClassVar[tuple[str, ...]] = ("members",)

    cohabitation: UUID
    version: int
    hash: str
    since: date
    first: bool
    members: tuple[UUID, ...]
    trial_days: int
    trial_notice_days: int
    notice_days: int
    review_months: int
    duties: tuple[Duty, ...]


class NoticeGiven(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    cohabitation: UUID
    party: UUID
    kind: PartyKind
    on: date
    ends: date

    @property
    def person(self) -> UUID | None:
        return self.party if self.kind == "member" else None


class PactEnded(Fact):
    reason: End
    ends: date


class Wanted(BaseModel):
    """What a version should say, as its drafter asks for it."""

    clauses: tuple[AnyClause, ...] = Field(min_length=1, max_length=30)
    parties: tuple[Party, ...] = Field(min_length=1, max_length=16)
    starts: date
    own_rules: tuple[HouseRule, ...] = Field(default=(), max_length=20)


class DraftPact(Wanted, Command):
    pass


class AmendPact(Wanted, Command):
    pass


class ExplainPact(Command):
    person: UUID
    version: int = Field(ge=1)
    form: Form
    teach_back: bool


class SignPact(Command):
    """``hash`` is that of the text the party had before their eyes."""

    POWER: ClassVar[str] = "sign-pact"

    party: UUID
    version: int = Field(ge=1)
    hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    method: Method = "tap"

    def whose(self) -> UUID:
        return self.party


class GiveNotice(Command):
    POWER: ClassVar[str] = "sign-pact"

    party: UUID
    ends: date

    def whose(self) -> UUID:
        return self.party


class EndPact(Command):
    reason: End
    ends: date
