"""What a version of a pact must contain before anyone may be asked to sign it."""

from collections.abc import Iterator
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Fact
from events.pacts.clauses import Cleaning, Parties, clause, missing
from events.pacts.content import Content, Party, commitment, content_hash
from events.pacts.pact import AmendPact, DraftPact, HouseRule, PactAmended, PactDrafted, SealedRule
from events.role import Role
from events.sealed import seal
from services.kernel.deciding import Act
from services.pacts.agreement import InForce, Pact
from services.pacts.house import Cohabitation


def draft(pact: Pact, command: DraftPact, act: Act, house: Cohabitation) -> Iterator[Fact]:
    if pact.latest is not None:
        raise Refusal("pact.amend-it-instead")
    complete(command, house)
    if members(command) != house.expected:
        raise Refusal("pact.members-differ", "parties")
    yield PactDrafted.model_validate(version(pact, command, act))


def amend(pact: Pact, command: AmendPact, act: Act, house: Cohabitation) -> Iterator[Fact]:
    """Whoever lives there and has not given notice cannot be written out of the pact."""
    if pact.latest is None:
        raise Refusal("pact.not-in-force")
    complete(command, house)
    same_parties(pact.latest, command, act)
    staying = house.present(command.starts) - pact.gone_by(command.starts)
    if not staying <= members(command) or members(command) & pact.gone_by(command.starts):
        raise Refusal("pact.members-differ", "parties")
    yield PactAmended.model_validate(version(pact, command, act) | {"from_hash": pact.latest.hash})


def same_parties(latest: InForce, command: AmendPact, act: Act) -> None:
    """Whoever is asked to sign may read it: those who live there change what it says, not who is in it."""
    known = {party.id for party in latest.parties}
    if act.role == Role.COHABITANT and not {party.id for party in command.parties} <= known:
        raise Refusal("pact.members-differ", "parties")


def complete(command: DraftPact | AmendPact, house: Cohabitation) -> None:
    whole(command)
    required_parties(command)
    if not 1 <= len(members(command)) <= house.capacity:
        raise Refusal("pact.too-many-people", "parties")
    if command.starts < house.since:
        raise Refusal("pact.starts-too-early", "starts")


def whole(command: DraftPact | AmendPact) -> None:
    if missing(command.clauses):
        raise Refusal("pact.clauses-missing", "clauses")
    if len({type(one) for one in command.clauses}) < len(command.clauses):
        raise Refusal("pact.clause-twice", "clauses")
    cleaning = clause(command.clauses, Cleaning)
    if cleaning and len({duty.code for duty in cleaning.duties}) < len(cleaning.duties):
        raise Refusal("pact.duty-twice", "clauses")


def required_parties(command: DraftPact | AmendPact) -> None:
    """I10: members, guarantor body, a member's tutor if there is one, the owner if the clauses say so."""
    if len({party.id for party in command.parties}) < len(command.parties):
        raise Refusal("pact.party-twice", "parties")
    if not of_kind(command.parties, "guarantor"):
        raise Refusal("pact.guarantor-missing", "parties")
    parties = clause(command.clauses, Parties)
    if parties and parties.owner_signs != bool(of_kind(command.parties, "owner")):
        raise Refusal("pact.owner-missing", "parties")
    if any(party.acts_for not in members(command) for party in of_kind(command.parties, "tutor")):
        raise Refusal("pact.tutor-without-member", "parties")


def of_kind(parties: tuple[Party, ...], kind: str) -> tuple[Party, ...]:
    return tuple(party for party in parties if party.kind == kind)


def members(command: DraftPact | AmendPact) -> frozenset[UUID]:
    return frozenset(party.id for party in of_kind(command.parties, "member"))


def version(pact: Pact, command: DraftPact | AmendPact, act: Act) -> dict[str, object]:
    own_rules = tuple(sealed(rule, command.dossier) for rule in command.own_rules)
    content = Content(
        cohabitation=command.dossier,
        version=pact.version + 1,
        clauses=command.clauses,
        parties=command.parties,
        starts=command.starts,
        commitments=tuple(rule.commitment for rule in own_rules),
    )
    said = {name: getattr(content, name) for name in Content.model_fields if name != "commitments"}
    return said | {"hash": content_hash(content), "on": act.day, "own_rules": own_rules}


def sealed(rule: HouseRule, cohabitation: UUID) -> SealedRule:
    return SealedRule(
        words=seal(rule.words, cohabitation, Category.PACT),
        salt=seal(rule.salt, cohabitation, Category.PACT),
        commitment=commitment(rule.words, rule.salt),
    )
