"""The clause library: what a pact may contain, with which parameters and what each clause sets in motion.

A clause is known by id and version for ever. Bounds are our configuration, wide on purpose: the seeds
give none, a call or a project narrows them.
"""

from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from events.pacts.duty import Duty

SomeClause = TypeVar("SomeClause", bound="Clause")


class Clause(BaseModel):
    """``MANDATORY``: no pact without it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    MANDATORY: ClassVar[bool] = True

    version: Literal[1] = 1

    @property
    def key(self) -> str:
        return str(type(self).model_fields["id"].default)

    def parameters(self) -> dict[str, Any]:
        return self.model_dump(exclude={"id", "version"})


class Parties(Clause):
    """``owner_signs`` makes the owner of the home a required party."""

    id: Literal["parties"] = "parties"
    owner_signs: bool = False


class Rooms(Clause):
    id: Literal["rooms"] = "rooms"


class Contribution(Clause):
    id: Literal["contribution"] = "contribution"
    due_day: int = Field(default=5, ge=1, le=28)
    split: Literal["equal", "by-room"] = "equal"


class MutualHelp(Clause):
    """Fifteen hours is the upper end of homeshare practice; beyond it help becomes work."""

    id: Literal["mutual-help"] = "mutual-help"
    hours_week: int = Field(default=4, ge=2, le=15)


class Quiet(Clause):
    id: Literal["quiet"] = "quiet"
    quiet_from: int = Field(default=22, ge=20, le=23)
    quiet_until: int = Field(default=7, ge=5, le=10)


class Guests(Clause):
    MANDATORY: ClassVar[bool] = False

    id: Literal["guests"] = "guests"
    until_hour: int = Field(default=23, ge=18, le=23)
    nights_month: int = Field(default=4, ge=2, le=10)


class Absences(Clause):
    id: Literal["absences"] = "absences"
    tell_after_days: int = Field(default=2, ge=2, le=14)


class Privacy(Clause):
    id: Literal["privacy"] = "privacy"


class Cleaning(Clause):
    """Sets the duties whose turns are then assigned week by week."""

    id: Literal["cleaning"] = "cleaning"
    duties: tuple[Duty, ...] = Field(min_length=1, max_length=8)


class Repairs(Clause):
    id: Literal["repairs"] = "repairs"
    report_days: int = Field(default=2, ge=2, le=14)


class Keys(Clause):
    id: Literal["keys"] = "keys"
    copies: int = Field(default=2, ge=2, le=4)


class Trial(Clause):
    """Sets how long the trial may last, and the shorter notice that holds during it."""

    id: Literal["trial"] = "trial"
    days: int = Field(default=30, ge=14, le=90)
    notice_days: int = Field(default=7, ge=3, le=30)


class Notice(Clause):
    """Sets the least notice after the trial."""

    id: Literal["notice"] = "notice"
    days: int = Field(default=30, ge=15, le=180)


class Mediation(Clause):
    id: Literal["mediation"] = "mediation"
    mediator: Literal["operator", "coordinator", "outside"] = "operator"
    answer_days: int = Field(default=3, ge=2, le=14)


class Review(Clause):
    """Sets how often the pact is read again together."""

    id: Literal["review"] = "review"
    months: int = Field(default=6, ge=2, le=12)


class Handover(Clause):
    id: Literal["handover"] = "handover"
    keys_days: int = Field(default=3, ge=2, le=14)


class NoPaidCare(Clause):
    """The forbidden tasks: a pact that leaves this out is not a pact of ours."""

    id: Literal["no-paid-care"] = "no-paid-care"


class Safety(Clause):
    MANDATORY: ClassVar[bool] = False

    id: Literal["safety"] = "safety"


LIBRARY: tuple[type[Clause], ...] = (
    Parties, Rooms, Contribution, MutualHelp, Quiet, Guests, Absences, Privacy, Cleaning, Repairs, Keys,
    Trial, Notice, Mediation, Review, Handover, NoPaidCare, Safety,
)  # fmt: skip
"""In the order in which a pact is read."""

AnyClause = Annotated[
    Parties | Rooms | Contribution | MutualHelp | Quiet | Guests | Absences | Privacy | Cleaning | Repairs
    | Keys | Trial | Notice | Mediation | Review | Handover | NoPaidCare | Safety,
    Field(discriminator="id"),
]  # fmt: skip

EVERYDAY = (
    Duty(code="bathroom", weight=4, days=frozenset({2, 5})),
    Duty(code="kitchen", weight=3, days=frozenset({0, 3, 6})),
    Duty(code="floors", weight=3, days=frozenset({5})),
    Duty(code="rubbish", weight=1, days=frozenset({0, 2, 4})),
    Duty(code="dishes", weight=2, days=frozenset(range(7))),
    Duty(code="shopping", weight=3, days=frozenset({4})),
    Duty(code="laundry", weight=2, days=frozenset({6})),
    Duty(code="shared-space", weight=2, days=frozenset({5})),
)


def standard() -> tuple[AnyClause, ...]:
    """The whole library with its default parameters: what a new draft starts from."""
    made: tuple[Any, ...] = tuple(
        Cleaning(duties=EVERYDAY) if kind is Cleaning else kind() for kind in LIBRARY
    )
    return made


def clause(clauses: tuple[Any, ...], kind: type[SomeClause]) -> SomeClause | None:
    return next((one for one in clauses if isinstance(one, kind)), None)


def missing(clauses: tuple[Any, ...]) -> tuple[str, ...]:
    """Ids of the mandatory clauses that are not there."""
    there = {type(one) for one in clauses}
    left_out = (kind for kind in LIBRARY if kind.MANDATORY and kind not in there)
    return tuple(str(kind.model_fields["id"].default) for kind in left_out)
