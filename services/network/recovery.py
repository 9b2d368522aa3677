"""Getting back in: never by one alone, never at once, never behind the person's back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from events.envelope import Recorded, Refusal
from events.message import Command, Fact
from events.network.invitation import IssueInvitation, invitations_of
from events.network.keys import EndDevices, RemoveAddress, RemovePasskey, RemoveSecondFactor, keys_of
from events.network.member import member_of
from events.network.pin import RemovePin, pin_of
from events.network.recovery import (
    WAITS,
    AskRecovery,
    CancelRecovery,
    CompleteRecovery,
    ConfirmRecovery,
    RecoveryAsked,
    RecoveryCancelled,
    RecoveryCompleted,
    RecoveryConfirmed,
    recovery_of,
)
from events.role import Role
from services.kernel.deciding import Act, Decider, Due, Read
from services.network.keys import KEYS, Keys
from services.network.known import Person, needs_known
from services.network.member import MEMBER, Member
from services.network.person import PERSON


@dataclass(frozen=True)
class Recovery:
    """The last one asked for; ``confirmed`` who met the person, ``waiting`` the fact that set the day."""

    id: UUID | None = None
    guardian: UUID | None = None
    confirmed: tuple[UUID, ...] = ()
    person_met: bool = False
    waiting: RecoveryConfirmed | None = None

    @property
    def open(self) -> bool:
        return self.id is not None


def decide(state: Recovery, command: Command, act: Act, **seen: Any) -> Iterator[Fact | Command]:
    if command.stream != recovery_of(command.dossier):
        raise Refusal("recovery.misaddressed")
    match command:
        case AskRecovery():
            yield from ask(state, command, act, **seen)
        case ConfirmRecovery():
            yield from confirm(state, command, act, **seen)
        case CancelRecovery() if state.id == command.recovery:
            yield RecoveryCancelled(person=command.dossier, recovery=command.recovery, reason=command.reason)
        case CompleteRecovery() if state.id == command.recovery and state.waiting:
            yield from complete(state.waiting, command, **seen)


def ask(state: Recovery, command: AskRecovery, act: Act, person: Person, member: Member) -> Iterator[Fact]:
    needs_known(person)
    if state.id == command.recovery:
        return
    if state.open:
        raise Refusal("recovery.asked-already")
    asked = RecoveryAsked(person=command.dossier, recovery=command.recovery, guardian=guardian_of(act))
    yield asked
    if asked.guardian is None:
        by_another(command.dossier, act)
        of_staff_by_coordinator(member, act)
        yield RecoveryConfirmed(person=command.dossier, recovery=command.recovery, by=act.actor, met="person")


def guardian_of(act: Act) -> UUID | None:
    return act.actor if act.on_behalf_of else None


def by_another(person: UUID, act: Act) -> None:
    if person in (act.actor, act.on_behalf_of):
        raise Refusal("recovery.not-oneself")


def of_staff_by_coordinator(member: Member, act: Act) -> None:
    """Who can open many files is helped back in by who answers for all of them."""
    if any(term.holds(act.today) for term in member.roles) and act.role != Role.COORDINATOR:
        raise Refusal("recovery.staff-by-coordinator")


def confirm(
    state: Recovery, command: ConfirmRecovery, act: Act, person: Person, member: Member
) -> Iterator[Fact]:
    if state.id != command.recovery or state.waiting:
        raise Refusal("recovery.not-open")
    by_another(command.dossier, act)
    of_staff_by_coordinator(member, act)
    if act.actor in (*state.confirmed, state.guardian):
        raise Refusal("recovery.two-people")
    if command.met == "guardian":
        guardian_is_enough(state, person, act.today)
    if not state.confirmed:
        yield confirmed(command, act)
        return
    if not (state.person_met or command.met == "person"):
        guardian_is_enough(state, person, act.today)
    yield with_the_day(confirmed(command, act), command, act)


def guardian_is_enough(state: Recovery, person: Person, day: date) -> None:
    """Only a guardian (tutore) who asked, whose decree is in force; who only supports a person brings them along."""
    decrees = (it for it in person.powers if it.what == state.guardian and it.holds(day))
    if not any("guardian" in it.codes for it in decrees):
        raise Refusal("recovery.person-must-come", field="met")


def confirmed(command: ConfirmRecovery, act: Act) -> RecoveryConfirmed:
    return RecoveryConfirmed(person=command.dossier, recovery=command.recovery, by=act.actor, met=command.met)


def with_the_day(fact: RecoveryConfirmed, command: ConfirmRecovery, act: Act) -> RecoveryConfirmed:
    more = {"due": act.received_at + WAITS, "invitation": command.invitation, "hashed": command.hashed}
    return fact.model_copy(update={**more, "devices": command.devices})


def complete(waiting: RecoveryConfirmed, command: CompleteRecovery, keys: Keys) -> Iterator[Fact | Command]:
    """Whatever they came in with before is good no more, on whatever device: then the sheet opens."""
    person = command.dossier
    assert waiting.invitation
    assert waiting.hashed
    yield RecoveryCompleted(person=person, recovery=command.recovery)
    own = {"stream": keys_of(person), "dossier": person}
    yield from (RemovePasskey(**own, passkey=it) for it, _ in keys.passkeys)
    yield RemoveAddress(**own)
    yield RemoveSecondFactor(**own)
    if waiting.devices:
        yield EndDevices(**own, devices=waiting.devices)
    yield RemovePin(stream=pin_of(person), dossier=person)
    yield IssueInvitation(
        stream=invitations_of(person), dossier=person, invitation=waiting.invitation, hashed=waiting.hashed
    )


def evolve(state: Recovery, fact: Fact) -> Recovery:
    match fact:
        case RecoveryAsked():
            return Recovery(fact.recovery, fact.guardian)
        case RecoveryConfirmed():
            met = state.person_met or fact.met == "person"
            by = (*state.confirmed, fact.by)
            return replace(state, confirmed=by, person_met=met, waiting=fact if fact.due else None)
        case RecoveryCancelled() | RecoveryCompleted():
            return Recovery()
        case _:
            return state


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    """A day after the second one, unless somebody says no before."""
    match fact:
        case RecoveryConfirmed() if fact.due:
            own = {"stream": recorded.stream, "dossier": recorded.dossier}
            yield Due("recovery", recorded.stream, fact.due, CompleteRecovery(**own, recovery=fact.recovery))
        case RecoveryCancelled():
            yield Due("recovery", recorded.stream)


def others(command: Command) -> Mapping[str, Read]:
    person = command.dossier
    match command:
        case AskRecovery() | ConfirmRecovery():
            return {"person": Read(PERSON, person), "member": Read(MEMBER, member_of(person))}
        case CompleteRecovery():
            return {"keys": Read(KEYS, keys_of(person))}
        case _:
            return {}


RECOVERY = Decider(
    Recovery(),
    decide,
    evolve,
    commands=(AskRecovery, ConfirmRecovery, CancelRecovery, CompleteRecovery),
    reads=others,
)
