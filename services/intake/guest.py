"""What is remembered of a contact: where they are looked after, what was proposed; no name is ever kept here."""

from dataclasses import dataclass, replace
from uuid import UUID

from events.intake.contact import (
    CallAgreed,
    CallTakenBack,
    ContactHandedOver,
    ContactOpened,
    HandoverAccepted,
    HandoverDeclined,
    OptionsGiven,
    Outcome,
    OutcomeReported,
    Teller,
)
from events.message import Fact


@dataclass(frozen=True)
class Contact:
    """``point`` is where they are looked after now; ``expected_at`` another one, until it has answered."""

    point: UUID | None = None
    expected_at: UUID | None = None
    handed_by: UUID | None = None
    options: frozenset[UUID] = frozenset()
    called: bool = False
    taken_back: bool = False
    outcomes: frozenset[tuple[Teller, Outcome, UUID | None]] = frozenset()


def evolve(it: Contact, fact: Fact) -> Contact:
    match fact:
        case ContactOpened():
            return replace(it, point=fact.point)
        case OptionsGiven():
            return replace(it, options=it.options | {option.entry for option in fact.options})
        case CallAgreed():
            return replace(it, called=True)
        case CallTakenBack():
            return replace(it, taken_back=True)
        case OutcomeReported():
            return replace(it, outcomes=it.outcomes | {(fact.told_by, fact.outcome, fact.entry)})
        case _:
            return handed(it, fact)


def handed(it: Contact, fact: Fact) -> Contact:
    match fact:
        case ContactHandedOver():
            return replace(it, expected_at=fact.to, handed_by=fact.by)
        case HandoverAccepted():
            return replace(it, point=fact.point, expected_at=None, handed_by=None)
        case HandoverDeclined():
            return replace(it, expected_at=None, handed_by=None)
        case _:
            return it
