"""Evidence packs given out: each is noted once, before it may be taken away."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.evidence import EvidenceIssued, IssueEvidence
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Evidence:
    issued: EvidenceIssued | None = None


def decide(evidence: Evidence, command: Command, act: Act) -> Iterator[Fact]:
    assert isinstance(command, IssueEvidence)
    fact = EvidenceIssued(**command.model_dump(exclude={"stream", "dossier", "expects"}))
    if evidence.issued not in (None, fact):
        raise Refusal("evidence.already-issued")
    if evidence.issued is None:
        yield fact


def evolve(evidence: Evidence, fact: Fact) -> Evidence:
    return Evidence(fact) if isinstance(fact, EvidenceIssued) else evidence


EVIDENCE = Decider(Evidence(), decide, evolve, commands=(IssueEvidence,))
