"""What follows by itself: a decided match forms a home, a signed pact opens it, what is due is done."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from events.envelope import Recorded
from events.matching.proposal import MatchDecided
from events.message import Command, Fact
from events.pacts.cohabitation import (
    ActivateCohabitation,
    AdmitMember,
    CohabitationClosed,
    FormCohabitation,
    RemoveMember,
    StartTrial,
    TrialStarted,
)
from events.pacts.duties import AssignTurns, DutiesSet, SetDuties, WeekPlanned, duties_of
from events.pacts.pact import EndPact, NoticeGiven, PactActivated, pact_of
from events.pacts.tension import EndCooling, RemindReview, SideTold, TrialRuleAgreed, tensions_of
from services.kernel.deciding import Due, midnight_after


def react(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    match fact:
        case MatchDecided():
            yield formed_from(fact, recorded)
        case PactActivated():
            yield from opened_by(fact)
        case NoticeGiven() if fact.kind == "member":
            yield leaving_after(fact)
        case CohabitationClosed():
            home = recorded.dossier
            yield EndPact(stream=pact_of(home), dossier=home, reason="closure", ends=fact.until)


def formed_from(fact: MatchDecided, recorded: Recorded) -> FormCohabitation:
    return FormCohabitation(
        stream=fact.cohabitation,
        dossier=fact.cohabitation,
        home=fact.home,
        solution_type=fact.solution_type,
        places=fact.places,
        expected=fact.pair,
        since=fact.since,
        proposal=recorded.stream,
    )


def opened_by(fact: PactActivated) -> Iterator[Command]:
    """Members join and the trial starts with the first version; a later one admits only whoever is new."""
    home = fact.cohabitation
    for person in fact.members:
        yield AdmitMember(stream=home, dossier=home, person=person, since=fact.since)
    if fact.first:
        until = fact.since + timedelta(days=fact.trial_days)
        yield StartTrial(stream=home, dossier=home, since=fact.since, until=until)
    yield SetDuties(
        stream=duties_of(home),
        dossier=home,
        version=fact.version,
        since=fact.since,
        duties=fact.duties,
    )


def leaving_after(fact: NoticeGiven) -> RemoveMember:
    """Known at once, so that whoever follows can sign and be expected from the very day the place is free."""
    home = fact.cohabitation
    return RemoveMember(stream=home, dossier=home, person=fact.party, until=fact.ends)


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    match fact:
        case TrialStarted():
            home = recorded.dossier
            over = ActivateCohabitation(stream=home, dossier=home, since=fact.until)
            yield Due("trial-ends", home, start_of(fact.until), over)
        case NoticeGiven() if fact.kind != "member":
            yield Due(f"notice-ends-{fact.party}", recorded.stream, start_of(fact.ends), ending_after(fact))
        case DutiesSet() | WeekPlanned():
            yield week_due(fact.cohabitation, fact.next_week)
        case SideTold() if fact.cools_until is not None:
            yield cooled(fact, recorded, fact.cools_until)
        case TrialRuleAgreed():
            yield review_due(fact)


def start_of(day: date) -> datetime:
    return midnight_after(day - timedelta(days=1))


def ending_after(fact: NoticeGiven) -> EndPact:
    """When a body gives notice the pact ends with it; refused, as a task, while anybody still lives there."""
    home = fact.cohabitation
    return EndPact(stream=pact_of(home), dossier=home, reason="notice", ends=fact.ends)


def week_due(cohabitation: UUID, week: date) -> Due:
    """A week is planned on the Monday before, so that everyone sees it coming."""
    command = AssignTurns(stream=duties_of(cohabitation), dossier=cohabitation, week=week)
    return Due("week", command.stream, start_of(week - timedelta(weeks=1)), command)


def cooled(fact: SideTold, recorded: Recorded, at: datetime) -> Due:
    command = EndCooling(stream=recorded.stream, dossier=recorded.dossier, tension=fact.tension)
    return Due("tension-cools", recorded.stream, at, command)


def review_due(fact: TrialRuleAgreed) -> Due:
    home = fact.cohabitation
    command = RemindReview(
        stream=tensions_of(home), dossier=home, tension=fact.tension, proposal=fact.proposal
    )
    return Due("trial-rule-review", command.stream, start_of(fact.review), command)
