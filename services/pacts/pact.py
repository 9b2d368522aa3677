"""Explaining, signing, giving notice of and ending a pact: the rules. Drafting has its own module."""

from collections.abc import Iterator
from datetime import date

from events.envelope import Refusal
from events.message import Command, Fact
from events.pacts.clauses import Cleaning, Notice, Review, Trial, clause
from events.pacts.content import Party
from events.pacts.pact import (
    AmendPact,
    DraftPact,
    EndPact,
    ExplainPact,
    GiveNotice,
    NoticeGiven,
    PactActivated,
    PactEnded,
    PactExplained,
    PactSigned,
    SignPact,
    pact_of,
)
from services.kernel.deciding import Act
from services.pacts.agreement import InForce, Pact, Pending, Signature
from services.pacts.drafting import amend, draft
from services.pacts.house import Cohabitation


def decide(pact: Pact, command: Command, act: Act, *, house: Cohabitation) -> Iterator[Fact]:
    if command.stream != pact_of(command.dossier):
        raise Refusal("pact.wrong-stream")
    match command:
        case EndPact():
            yield from end(pact, command, house)
        case DraftPact():
            open_one(pact, house)
            yield from draft(pact, command, act, house)
        case AmendPact():
            open_one(pact, house)
            yield from amend(pact, command, act, house)
        case GiveNotice():
            open_one(pact, house)
            yield from give_notice(pact, command, act, house)
        case _:
            yield from agree(pact, command, act, house)


def open_one(pact: Pact, house: Cohabitation) -> None:
    if house.id is None:
        raise Refusal("pact.no-cohabitation")
    if house.closed is not None or pact.ended is not None:
        raise Refusal("pact.ended")


def agree(pact: Pact, command: Command, act: Act, house: Cohabitation) -> Iterator[Fact]:
    open_one(pact, house)
    match command:
        case ExplainPact():
            yield from explain(pact, command, act)
        case SignPact():
            yield from sign(pact, command, act)


def explain(pact: Pact, command: ExplainPact, act: Act) -> Iterator[Fact]:
    pending = awaited(pact, command.version)
    party = pending.party(command.person)
    if party is None or party.kind not in ("member", "tutor"):
        raise Refusal("pact.not-a-party", "person")
    yield PactExplained(
        person=command.person,
        version=command.version,
        form=command.form,
        teach_back=command.teach_back,
        on=act.day,
    )


def awaited(pact: Pact, version: int) -> Pending:
    if pact.pending is None:
        raise Refusal("pact.nothing-to-sign")
    if pact.pending.version != version:
        raise Refusal("pact.text-has-changed")
    return pact.pending


def sign(pact: Pact, command: SignPact, act: Act) -> Iterator[Fact]:
    """I10: a signature is on one hash; the last one brings that hash, and no other, into force."""
    if bound_already(pact, command):
        return
    pending = awaited(pact, command.version)
    if command.hash != pending.hash:
        raise Refusal("pact.text-has-changed")
    party = pending.party(command.party)
    if party is None or command.party in pact.gone_by(act.day):
        raise Refusal("pact.not-a-party")
    in_their_own_name(party, act)
    if command.party not in pending.unsigned():
        return
    understood(pending, party, act.day)
    yield PactSigned(
        party=party.id,
        kind=party.kind,
        version=pending.version,
        hash=pending.hash,
        method=command.method,
        on=act.day,
    )
    if pending.unsigned() == {party.id}:
        yield in_force(pact, pending, Signature(party.id, pending.hash, act.day), act)


def bound_already(pact: Pact, command: SignPact) -> bool:
    latest = pact.latest
    return (
        latest is not None
        and (latest.version, latest.hash) == (command.version, command.hash)
        and latest.party(command.party) is not None
    )


def in_their_own_name(party: Party, act: Act) -> None:
    """A person signs themselves, or whoever holds the power to; a body signs through the coordinator."""
    if party.kind in ("guarantor", "owner"):
        allowed = act.role in ("coordinator", "housing-office")
    else:
        allowed = party.id == (act.on_behalf_of or act.actor) and power_was_checked(act)
    if not allowed:
        raise Refusal("pact.not-yours-to-sign")


def power_was_checked(act: Act) -> bool:
    """Only in these roles does acting for someone need a power in force; elsewhere it proves nothing."""
    return act.on_behalf_of is None or act.role in ("self", "cohabitant", "family")


def understood(pending: Pending, party: Party, day: date) -> None:
    """I12: whoever asked for the easy version has told it back, no later than the day they sign."""
    told_back = any(person == party.id and on <= day for person, on in pending.explained)
    if party.easy and not told_back:
        raise Refusal("pact.explain-first")


def in_force(pact: Pact, pending: Pending, last: Signature, act: Act) -> PactActivated:
    """From its start, but never before its last signature, nor before the version it follows."""
    signed = [signature.on for signature in (*pending.signatures, last)]
    before = [pact.latest.since] if pact.latest else []
    trial = clause(pending.clauses, Trial) or Trial()
    cleaning = clause(pending.clauses, Cleaning)
    return PactActivated(
        cohabitation=pending.cohabitation,
        version=pending.version,
        hash=pending.hash,
        first=pact.latest is None,
        since=max(pending.starts, *signed, *before),
        members=tuple(party.id for party in pending.parties if party.kind == "member"),
        trial_days=trial.days,
        trial_notice_days=trial.notice_days,
        notice_days=(clause(pending.clauses, Notice) or Notice()).days,
        review_months=(clause(pending.clauses, Review) or Review()).months,
        duties=cleaning.duties if cleaning else (),
    )


def give_notice(pact: Pact, command: GiveNotice, act: Act, house: Cohabitation) -> Iterator[Fact]:
    version = pact.in_force_on(act.day)
    party = version.party(command.party) if version else None
    if version is None or party is None:
        raise Refusal("pact.not-in-force")
    if party.kind == "tutor":
        raise Refusal("pact.notice-is-the-members")
    in_their_own_name(party, act)
    given = [notice for notice in pact.notices if notice.party == party.id]
    if any(notice.ends == command.ends for notice in given):
        return
    if given:
        raise Refusal("pact.notice-already-given")
    long_enough(version, party, command, act, house)
    yield NoticeGiven(
        cohabitation=command.dossier, party=party.id, kind=party.kind, on=act.day, ends=command.ends
    )


def long_enough(version: InForce, party: Party, command: GiveNotice, act: Act, house: Cohabitation) -> None:
    """I11: at least the days the pact sets; during the trial its shorter term, for those who live there."""
    short = party.kind == "member" and house.in_trial(act.day)
    least = version.trial_notice_days if short else version.notice_days
    if (command.ends - act.day).days < least:
        raise Refusal("pact.notice-too-short", "ends")


def end(pact: Pact, command: EndPact, house: Cohabitation) -> Iterator[Fact]:
    """A pact ends over an empty home only: no timer puts anybody out."""
    if pact.latest is None or pact.ended is not None:
        return
    if house.living_after(command.ends):
        raise Refusal("pact.people-still-live-there")
    yield PactEnded(reason=command.reason, ends=command.ends)
