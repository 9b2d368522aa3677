"""Findings: raised by an auditor, answered by who coordinates, closed by an auditor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.network.finding import (
    AnswerFinding,
    CloseFinding,
    FindingAnswered,
    FindingClosed,
    FindingRaised,
    RaiseFinding,
)
from events.sealed import seal
from services.kernel.deciding import Act, Decider

NEEDS = {"case": (), "fact": ("event",), "figure": ("figure", "since", "until")}
"""What must be named, by what a finding is about."""


@dataclass(frozen=True)
class Finding:
    raised: bool = False
    closed: bool = False


def decide(finding: Finding, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case RaiseFinding():
            yield from raise_it(finding, command)
        case AnswerFinding():
            must_be_open(finding)
            yield FindingAnswered(text=seal(command.text, command.dossier, Category.PROOFS))
        case CloseFinding():
            if not finding.closed:
                must_be_open(finding)
                yield FindingClosed(outcome=command.outcome)


def raise_it(finding: Finding, command: RaiseFinding) -> Iterator[Fact]:
    if finding.raised:
        raise Refusal("finding.already-raised")
    if any(getattr(command, name) is None for name in NEEDS[command.kind]):
        raise Refusal("finding.about-what", field="kind")
    yield FindingRaised(
        kind=command.kind, event=command.event, figure=command.figure, since=command.since,
        until=command.until, text=seal(command.text, command.dossier, Category.PROOFS),
    )  # fmt: skip


def must_be_open(finding: Finding) -> None:
    if not finding.raised:
        raise Refusal("finding.unknown")
    if finding.closed:
        raise Refusal("finding.already-closed")


def evolve(finding: Finding, fact: Fact) -> Finding:
    match fact:
        case FindingRaised():
            return Finding(raised=True)
        case FindingClosed():
            return replace(finding, closed=True)
        case _:
            return finding


FINDING = Decider(Finding(), decide, evolve, commands=(RaiseFinding, AnswerFinding, CloseFinding))
