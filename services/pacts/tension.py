"""Opening a tension, telling one's side, calling a mediator, closing it: the rules. The rule has its own module."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.pacts.tension import (
    AgreeTrialRule,
    CloseTension,
    CoolingEnded,
    DismissMediator,
    EndCooling,
    HoldMediation,
    InviteMediator,
    MediationHeld,
    MediatorDismissed,
    MediatorInvited,
    OpenTension,
    ProposeTrialRule,
    RemindReview,
    ReviewTrialRule,
    SideTold,
    TellSide,
    TensionClosed,
    TensionLetGo,
    TensionOpened,
    tensions_of,
)
from events.pacts.trial import Outcome
from events.sealed import seal
from services.kernel.deciding import Act
from services.pacts import trial_rule
from services.pacts.agreement import Pact
from services.pacts.house import Cohabitation
from services.pacts.talk import Talk, Talks

# The hours in which a message is not written are those in which it would have been regretted: one night.
COOLING = timedelta(hours=12)
MEDIATION_LASTS = timedelta(days=60)


def decide(
    talks: Talks, command: Command, act: Act, *, house: Cohabitation, pact: Pact
) -> Iterator[Fact | Command]:
    if command.stream != tensions_of(command.dossier):
        raise Refusal("tension.wrong-stream")
    match command:
        case OpenTension():
            yield from open_one(talks, command, act, house)
        case EndCooling() | RemindReview():
            yield from fallen_due(talks, command, act, house)
        case ReviewTrialRule():
            talk = the_open_one(talks, command.tension)
            yield from trial_rule.review(talk, command, act, house, pact)
        case _:
            yield from RULES[type(command)](the_open_one(talks, command.tension), command, act, house)  # type: ignore[attr-defined]


def open_one(talks: Talks, command: OpenTension, act: Act, house: Cohabitation) -> Iterator[Fact]:
    """Where one is open already, the words become this person's side of it."""
    if command.tension in talks.closed:
        raise Refusal("tension.over")
    if talks.open is not None:
        yield from told_into(talks.open, command, act, house)
        return
    people = house.present(act.day)
    if len(people) < 2:
        raise Refusal("tension.nobody-else")
    yield TensionOpened(
        tension=command.tension, cohabitation=command.dossier, people=tuple(sorted(people)), on=act.day
    )
    yield from told_into(Talk(command.tension, people), command, act, house)


def told_into(talk: Talk, command: OpenTension, act: Act, house: Cohabitation) -> Iterator[Fact]:
    if command.person is None:
        return
    if command.person != (act.on_behalf_of or act.actor):
        raise Refusal("tension.only-oneself")
    if not command.happened:
        raise Refusal("tension.nothing-said", "happened")
    yield from side(talk, command.person, command.happened, command.need, act, house)


def side(talk: Talk, person: UUID, happened: str, need: str, act: Act, house: Cohabitation) -> Iterator[Fact]:
    one_of_them(talk, person, act, house)
    first = person not in talk.tellers
    yield SideTold(
        tension=talk.id,
        person=person,
        happened=seal(happened, person, Category.TENSION_SIDE),
        need=seal(need, person, Category.TENSION_SIDE),
        cools_until=act.occurred_at + COOLING if first else None,
    )


def one_of_them(talk: Talk, person: UUID, act: Act, house: Cohabitation) -> None:
    if person not in trial_rule.involved(talk, house, act.day):
        raise Refusal("tension.not-living-here")


def the_open_one(talks: Talks, tension: UUID) -> Talk:
    if talks.open is None or talks.open.id != tension:
        raise Refusal("tension.over")
    return talks.open


def tell(talk: Talk, command: TellSide, act: Act, house: Cohabitation) -> Iterator[Fact]:
    yield from side(talk, command.person, command.happened, command.need, act, house)


def invite(talk: Talk, command: InviteMediator, act: Act, house: Cohabitation) -> Iterator[Fact]:
    one_of_them(talk, command.person, act, house)
    if not any((it.person, it.mediator) == (command.person, command.mediator) for it in talk.invitations):
        yield MediatorInvited(
            tension=talk.id, person=command.person, mediator=command.mediator, since=act.day,
            until=act.day + MEDIATION_LASTS,
        )  # fmt: skip


def dismiss(talk: Talk, command: DismissMediator, act: Act, house: Cohabitation) -> Iterator[Fact]:
    if any((it.person, it.mediator) == (command.person, command.mediator) for it in talk.invitations):
        yield MediatorDismissed(tension=talk.id, person=command.person, mediator=command.mediator, on=act.day)


def mediate(talk: Talk, command: HoldMediation, act: Act, house: Cohabitation) -> Iterator[Fact]:
    """Nobody mediates who was not called."""
    if not any(it.mediator == act.actor for it in talk.invitations):
        raise Refusal("tension.not-invited")
    people = tuple(sorted(trial_rule.involved(talk, house, act.day)))
    yield MediationHeld(tension=talk.id, mediator=act.actor, people=people, on=act.day)


def close(talk: Talk, command: CloseTension, act: Act, house: Cohabitation) -> Iterator[Fact]:
    """Alone while nobody else has told anything; from then on when all agree that it may end."""
    one_of_them(talk, command.person, act, house)
    there = trial_rule.involved(talk, house, act.day)
    others = (there & talk.tellers) - {command.person} - talk.let_go
    if not others:
        yield ended(talk, command.outcome, act)
    elif command.person not in talk.let_go:
        yield TensionLetGo(tension=talk.id, person=command.person)


def ended(talk: Talk, outcome: Outcome, act: Act) -> TensionClosed:
    return TensionClosed(tension=talk.id, outcome=outcome, on=act.day, invitations=talk.invitations)


def fallen_due(
    talks: Talks, command: EndCooling | RemindReview, act: Act, house: Cohabitation
) -> Iterator[Fact]:
    """What is over, or was decided meanwhile, needs no reminder."""
    talk = talks.open
    if talk is None or talk.id != command.tension:
        return
    match command:
        case EndCooling() if trial_rule.cool(talk, act, house):
            yield CoolingEnded(tension=talk.id)
        case RemindReview():
            yield from trial_rule.remind(talk, command, act)


Rule = Callable[[Talk, Any, Act, Cohabitation], Iterator[Fact]]

RULES: dict[type[Command], Rule] = {
    TellSide: tell,
    InviteMediator: invite,
    DismissMediator: dismiss,
    HoldMediation: mediate,
    ProposeTrialRule: trial_rule.propose,
    AgreeTrialRule: trial_rule.agree,
    CloseTension: close,
}
