"""A fact as it is told to who checks from outside: nobody's turns, and nothing of what two who live together said."""

from collections.abc import Mapping
from uuid import UUID

from events.message import Fact
from frontend.i18n import gettext
from frontend.sentences import Part, Someone, Told, sentence

DUTIES = frozenset(
    f"pacts.{name}"
    for name in (
        "DutiesSet", "DutyWeighed", "TurnAssigned", "TurnReleased", "WeekPlanned", "DutyDone", "DutyUndone",
        "SwapAsked", "SwapAgreed", "SwapDeclined",
    )
)  # fmt: skip
"""Who did which turn is told only in sums: in a single fact nobody is named."""

BETWEEN_THEM = frozenset(
    f"pacts.{name}"
    for name in (
        "TensionOpened", "SideTold", "CoolingEnded", "MediatorInvited", "MediatorDismissed",
        "MediationHeld", "TrialRuleProposed",
        "TrialRuleAccepted", "ReviewFellDue", "TrialRuleRated", "TrialRuleDropped", "TensionLetGo", "TensionClosed",
    )
)  # fmt: skip
"""What those who live together said to each other keeps its place in the chain, and nothing else of it is told."""

NAMELESS = DUTIES | BETWEEN_THEM


def told_outside(fact: Fact, actor: UUID, names: Mapping[UUID, str]) -> Told:
    """Its sentence. Closed values stay boxes: what stands in their place is for each page and paper to say."""
    if fact.TOPIC in BETWEEN_THEM:
        return Told((gettext("Qualcosa che resta tra chi abita la casa."),))
    parts = sentence(fact, actor, names).parts
    return Told(tuple(map(unnamed, parts))) if fact.TOPIC in DUTIES else Told(parts)


def unnamed(part: Part) -> Part:
    return gettext("una persona di casa") if isinstance(part, Someone) else part
