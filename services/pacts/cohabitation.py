"""Forming, trying, joining, leaving and closing a cohabitation: the rules."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.pacts.cohabitation import (
    ActivateCohabitation,
    AdmitMember,
    CloseCohabitation,
    CohabitationActivated,
    CohabitationClosed,
    CohabitationFormed,
    CohabitationResumed,
    CohabitationSuspended,
    FormCohabitation,
    MemberJoined,
    MemberLeft,
    RemoveMember,
    ResumeCohabitation,
    StartTrial,
    SuspendCohabitation,
    TrialStarted,
)
from events.pacts.duties import ReleaseTurns, duties_of
from events.pacts.residence import LeaveResidence, TakeResidence, residence_of
from services.kernel.deciding import Act
from services.pacts.agreement import Pact
from services.pacts.house import Cohabitation, Span

Yielded = Iterator[Fact | Command]


def decide(house: Cohabitation, command: Command, act: Act, *, pact: Pact) -> Yielded:
    if command.stream != command.dossier:
        raise Refusal("cohabitation.wrong-stream")
    if isinstance(command, FormCohabitation):
        yield from form(house, command)
        return
    open_one(house)
    match command:
        case StartTrial():
            yield from start_trial(house, command, pact)
        case ActivateCohabitation():
            yield from activate(house, command)
        case AdmitMember():
            yield from admit(house, command, pact)
        case RemoveMember():
            yield from remove(house, command)
        case _:
            yield from interrupt(house, command)


def form(house: Cohabitation, command: FormCohabitation) -> Yielded:
    if house.id is not None:
        raise Refusal("cohabitation.already-formed")
    expected = tuple(dict.fromkeys(command.expected))
    fact = CohabitationFormed(
        cohabitation=command.dossier,
        home=command.home,
        solution_type=command.solution_type,
        places=command.places,
        expected=expected,
        since=command.since,
        proposal=command.proposal,
    )
    there_is_room(Cohabitation(places=fact.places, solution_type=fact.solution_type), len(expected))
    yield fact


def open_one(house: Cohabitation) -> None:
    if house.id is None:
        raise Refusal("cohabitation.not-formed")
    if house.closed is not None:
        raise Refusal("cohabitation.closed")


def there_is_room(house: Cohabitation, people: int) -> None:
    """I1, I3: never more people than places, and never more than two in a youth flat."""
    if people > house.capacity:
        raise Refusal("cohabitation.full")


def start_trial(house: Cohabitation, command: StartTrial, pact: Pact) -> Yielded:
    if house.trial == Span(command.since, command.until):
        return
    if house.trial is not None:
        raise Refusal("cohabitation.trial-already-started")
    version = pact.in_force_on(command.since)
    if version is None:
        raise Refusal("cohabitation.no-pact-in-force")
    if not timedelta(0) < command.until - command.since <= timedelta(days=version.trial_days):
        raise Refusal("cohabitation.trial-too-long", "until")
    yield TrialStarted(since=command.since, until=command.until)


def activate(house: Cohabitation, command: ActivateCohabitation) -> Yielded:
    if house.active_since is not None:
        return
    if house.trial is None or command.since < house.trial.since:
        raise Refusal("cohabitation.no-trial-yet")
    if not house.present(command.since):
        raise Refusal("cohabitation.nobody-lives-there")
    yield CohabitationActivated(since=command.since)


def admit(house: Cohabitation, command: AdmitMember, pact: Pact) -> Yielded:
    if command.person in house.present(command.since):
        return
    signed_by_them(pact, command)
    stay = Span(command.since)
    if command.person in house.living_after(command.since):
        raise Refusal("cohabitation.joins-later-already", "since")
    there_is_room(house, house.most_at_once(stay) + 1)
    yield MemberJoined(cohabitation=command.dossier, person=command.person, since=command.since)
    yield TakeResidence(
        stream=residence_of(command.person),
        dossier=command.person,
        person=command.person,
        cohabitation=command.dossier,
        since=command.since,
    )


def signed_by_them(pact: Pact, command: AdmitMember) -> None:
    """I11: nobody joins without a pact in force, and in it."""
    version = pact.in_force_on(command.since)
    if version is None or pact.ended is not None:
        raise Refusal("cohabitation.no-pact-in-force")
    if command.person not in version.members:
        raise Refusal("cohabitation.not-in-the-pact", "person")


def remove(house: Cohabitation, command: RemoveMember) -> Yielded:
    if any(m.person == command.person and m.span.until == command.until for m in house.members):
        return
    if not house.leavable(command.person, command.until):
        raise Refusal("cohabitation.not-a-member", "person")
    yield from leaving(command.dossier, (command.person,), command.until)


def leaving(cohabitation: UUID, people: tuple[UUID, ...], until: date) -> Yielded:
    """They leave the home, their residence and their turns together, or not at all."""
    for person in people:
        yield MemberLeft(cohabitation=cohabitation, person=person, until=until)
        yield LeaveResidence(
            stream=residence_of(person),
            dossier=person,
            person=person,
            cohabitation=cohabitation,
            until=until,
        )
    yield ReleaseTurns(stream=duties_of(cohabitation), dossier=cohabitation, persons=people, since=until)


def interrupt(house: Cohabitation, command: Command) -> Yielded:
    match command:
        case SuspendCohabitation() if house.paused:
            return
        case SuspendCohabitation():
            yield CohabitationSuspended(reason=command.reason, since=command.since)
        case ResumeCohabitation() if not house.paused:
            return
        case ResumeCohabitation():
            yield from resume(house, command)
        case CloseCohabitation():
            yield from close(house, command)


def resume(house: Cohabitation, command: ResumeCohabitation) -> Yielded:
    if command.since < house.pauses[-1].since:
        raise Refusal("cohabitation.resumes-before-suspension", "since")
    yield CohabitationResumed(since=command.since)


def close(house: Cohabitation, command: CloseCohabitation) -> Yielded:
    """I27: whoever still lives there leaves that day, in the same save; keys and follow-up are said."""
    if any(member.span.since > command.until for member in house.members):
        raise Refusal("cohabitation.someone-joins-later", "until")
    if command.follow_up_until < command.until:
        raise Refusal("cohabitation.follow-up-too-early", "follow_up_until")
    if staying := tuple(sorted(house.living_after(command.until))):
        yield from leaving(command.dossier, staying, command.until)
    yield CohabitationClosed(
        reason=command.reason,
        outcome=command.outcome,
        until=command.until,
        keys_returned=command.keys_returned,
        follow_up_until=command.follow_up_until,
    )
