"""What is so about a pact: the version waiting for signatures, those in force, notices, the end."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.message import Fact
from events.pacts.clauses import AnyClause, Contribution, clause
from events.pacts.content import Party, PartyKind
from events.pacts.ledger import Split
from events.pacts.pact import (
    NoticeGiven,
    PactActivated,
    PactAmended,
    PactDrafted,
    PactEnded,
    PactExplained,
    PactSigned,
)


@dataclass(frozen=True)
class Signature:
    party: UUID
    hash: str
    on: date


@dataclass(frozen=True)
class Pending:
    """A version no one is bound by yet. ``explained``: who told it back in their own words, and when."""

    cohabitation: UUID
    version: int
    hash: str
    clauses: tuple[AnyClause, ...]
    parties: tuple[Party, ...]
    starts: date
    explained: tuple[tuple[UUID, date], ...] = ()
    signatures: tuple[Signature, ...] = ()

    def party(self, id: UUID) -> Party | None:
        return next((party for party in self.parties if party.id == id), None)

    def unsigned(self) -> frozenset[UUID]:
        return frozenset(p.id for p in self.parties) - {signature.party for signature in self.signatures}


@dataclass(frozen=True)
class InForce:
    version: int
    hash: str
    since: date
    parties: tuple[Party, ...]
    members: frozenset[UUID]
    trial_days: int
    trial_notice_days: int
    notice_days: int
    split: Split = "equal"

    def party(self, id: UUID) -> Party | None:
        return next((party for party in self.parties if party.id == id), None)


@dataclass(frozen=True)
class Notice:
    party: UUID
    kind: PartyKind
    ends: date


@dataclass(frozen=True)
class Pact:
    version: int = 0
    pending: Pending | None = None
    versions: tuple[InForce, ...] = ()
    notices: tuple[Notice, ...] = ()
    ended: date | None = None

    def in_force_on(self, day: date) -> InForce | None:
        if self.ended is not None and day >= self.ended:
            return None
        return next((version for version in reversed(self.versions) if version.since <= day), None)

    @property
    def latest(self) -> InForce | None:
        return self.versions[-1] if self.versions else None

    def gone_by(self, day: date) -> frozenset[UUID]:
        """Who has given notice that has run out by then."""
        return frozenset(notice.party for notice in self.notices if notice.ends <= day)


def evolve(pact: Pact, fact: Fact) -> Pact:
    match fact:
        case PactDrafted() | PactAmended():
            return replace(pact, version=fact.version, pending=waiting(fact))
        case PactExplained() | PactSigned():
            return replace(pact, pending=heard(pact.pending, fact))
        case PactActivated():
            return activated(pact, fact)
        case NoticeGiven():
            return replace(pact, notices=(*pact.notices, Notice(fact.party, fact.kind, fact.ends)))
        case PactEnded():
            return replace(pact, ended=fact.ends, pending=None)
        case _:
            return pact


def waiting(fact: PactDrafted | PactAmended) -> Pending:
    return Pending(fact.cohabitation, fact.version, fact.hash, fact.clauses, fact.parties, fact.starts)


def heard(pending: Pending | None, fact: PactExplained | PactSigned) -> Pending | None:
    if pending is None or fact.version != pending.version:
        return pending
    match fact:
        case PactExplained() if fact.teach_back:
            return replace(pending, explained=(*pending.explained, (fact.person, fact.on)))
        case PactSigned():
            signature = Signature(fact.party, fact.hash, fact.on)
            return replace(pending, signatures=(*pending.signatures, signature))
        case _:
            return pending


def activated(pact: Pact, fact: PactActivated) -> Pact:
    version = InForce(
        version=fact.version,
        hash=fact.hash,
        since=fact.since,
        parties=pact.pending.parties if pact.pending else (),
        members=frozenset(fact.members),
        trial_days=fact.trial_days,
        trial_notice_days=fact.trial_notice_days,
        notice_days=fact.notice_days,
        split=split_of(pact.pending),
    )
    return replace(pact, versions=(*pact.versions, version), pending=None)


def split_of(pending: Pending | None) -> Split:
    """How what is spent for all is shared out."""
    contribution = clause(pending.clauses, Contribution) if pending else None
    return contribution.split if contribution else "equal"
