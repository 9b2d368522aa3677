"""Calls: published with their rule and the hash of their grid, extended in the open, closed on their day."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from events.intake.rule import EligibilityRule
from events.message import Command, Fact

# Control characters and text turned round (U+202A–E, U+2066–9) have no place in what is shown on one line.
ONE_LINE = r"^[^\p{Cc}\x{202A}-\x{202E}\x{2066}-\x{2069}]+$"
Title = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=3,
        max_length=160,
        pattern=ONE_LINE,
    ),
]
GridHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ActNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$")]
ExtensionReason = Literal["few-applications", "wider-information", "technical-fault", "other-act"]


class CallPublished(Fact):
    """``opens`` and ``closes`` are the first and the last day an application is taken, both included.

    ``age_on`` is the day ages are counted on: the first closing day, so that a later extension neither lets
    anybody in nor shuts anybody out. ``grid_hash`` is the SHA-256 of the score grid as published.
    """

    title: Title
    opens: date
    closes: date
    age_on: date
    grid_hash: GridHash
    rule: EligibilityRule


class CallExtended(Fact):
    closes: date
    reason: ExtensionReason
    act: ActNumber | None = None


class CallClosed(Fact):
    """``closed`` is the last day that counted."""

    closed: date


class PublishCall(Command):
    """Stream and dossier are the call."""

    title: Title
    opens: date
    closes: date
    grid_hash: GridHash
    rule: EligibilityRule


class ExtendCall(Command):
    closes: date
    reason: ExtensionReason
    act: ActNumber | None = None


class CloseCall(Command):
    """Falls due by itself on the midnight after the last day."""
