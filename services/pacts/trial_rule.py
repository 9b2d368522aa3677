"""The one rule that is tried: proposed with a cool head, held once all say yes, rated, then kept or let go."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.pacts.pact import AmendPact, Wanted, pact_of
from events.pacts.tension import (
    AgreeTrialRule,
    ProposeTrialRule,
    RemindReview,
    ReviewFellDue,
    ReviewTrialRule,
    TensionClosed,
    TrialRuleAccepted,
    TrialRuleAgreed,
    TrialRuleDropped,
    TrialRuleKept,
    TrialRuleProposed,
    TrialRuleRated,
)
from events.sealed import seal
from services.kernel.deciding import Act
from services.pacts.agreement import Pact
from services.pacts.house import Cohabitation
from services.pacts.talk import Rule, Talk


def involved(talk: Talk, house: Cohabitation, day: date) -> frozenset[UUID]:
    """Those it is about who still live there."""
    return talk.people & house.present(day)


def cool(talk: Talk, act: Act, house: Cohabitation) -> bool:
    """Every side is told and has had its night; or somebody has sat down with them, which is better."""
    at = talk.cool_at()
    told = involved(talk, house, act.day) <= talk.tellers
    return talk.mediated or (told and at is not None and act.occurred_at >= at)


def propose(talk: Talk, command: ProposeTrialRule, act: Act, house: Cohabitation) -> Iterator[Fact]:
    there(talk, command.person, act, house)
    if not involved(talk, house, act.day) <= talk.tellers and not talk.mediated:
        raise Refusal("tension.not-all-told")
    if not cool(talk, act, house):
        raise Refusal("tension.cooling")
    if talk.rule and talk.rule.trial:
        raise Refusal("tension.rule-on-trial")
    if talk.rule and talk.rule.proposal == command.proposal:
        return
    yield TrialRuleProposed(
        tension=talk.id,
        proposal=command.proposal,
        person=command.person,
        words=seal(command.words, command.dossier, Category.TENSION_AGREEMENT),
        change=seal(command.change, command.dossier, Category.TENSION_AGREEMENT) if command.change else None,
        days=command.days,
    )


def there(talk: Talk, person: UUID, act: Act, house: Cohabitation) -> None:
    if person not in involved(talk, house, act.day):
        raise Refusal("tension.not-living-here")


def agree(talk: Talk, command: AgreeTrialRule, act: Act, house: Cohabitation) -> Iterator[Fact]:
    """It holds with the last yes, and not before."""
    there(talk, command.person, act, house)
    rule = the_rule(talk, command.proposal)
    if command.person in rule.yes:
        return
    yield TrialRuleAccepted(tension=talk.id, proposal=rule.proposal, person=command.person)
    people = involved(talk, house, act.day)
    if people <= rule.yes | {command.person}:
        yield TrialRuleAgreed(
            tension=talk.id, cohabitation=command.dossier, proposal=rule.proposal, people=tuple(sorted(people)),
            since=act.day, review=act.day + timedelta(days=rule.days),
        )  # fmt: skip


def the_rule(talk: Talk, proposal: UUID) -> Rule:
    """Nobody says yes to another text than the one they read."""
    if talk.rule is None or talk.rule.proposal != proposal:
        raise Refusal("tension.rule-has-changed")
    return talk.rule


def remind(talk: Talk, command: RemindReview, act: Act) -> Iterator[Fact]:
    rule = talk.rule
    if rule and rule.proposal == command.proposal and not rule.ratings:
        yield ReviewFellDue(tension=talk.id, proposal=rule.proposal)


def review(
    talk: Talk, command: ReviewTrialRule, act: Act, house: Cohabitation, pact: Pact
) -> Iterator[Fact | Command]:
    there(talk, command.person, act, house)
    rule = the_rule(talk, command.proposal)
    if rule.trial is None or rule.trial.until is None or act.day < rule.trial.until:
        raise Refusal("tension.too-early")
    if command.person in rule.rated_by:
        return
    yield TrialRuleRated(
        tension=talk.id, proposal=rule.proposal, person=command.person, verdict=command.verdict
    )
    if involved(talk, house, act.day) <= rule.rated_by | {command.person}:
        yield from outcome(talk, rule, command, act, pact)


def outcome(
    talk: Talk, rule: Rule, command: ReviewTrialRule, act: Act, pact: Pact
) -> Iterator[Fact | Command]:
    verdicts = {verdict for _, verdict in rule.ratings} | {command.verdict}
    if verdicts != {"works"}:
        yield TrialRuleDropped(tension=talk.id, proposal=rule.proposal)
        return
    if command.pact is None:
        raise Refusal("tension.pact-text-missing")
    yield TrialRuleKept(
        tension=talk.id, cohabitation=command.dossier, proposal=rule.proposal, version=pact.version + 1
    )
    yield TensionClosed(tension=talk.id, outcome="in-the-pact", on=act.day, invitations=talk.invitations)
    yield asked_for(command, command.pact)


def asked_for(command: ReviewTrialRule, text: Wanted) -> AmendPact:
    """From here on it is an amendment like any other: nobody is bound before all have signed the same hash."""
    home = command.dossier
    said = {name: getattr(text, name) for name in Wanted.model_fields}
    return AmendPact(stream=pact_of(home), dossier=home, **said)
