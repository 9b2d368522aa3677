"""Invitations: the last one given is the only one open; it opens once, in time, to whoever has its code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any
from uuid import UUID

from events.envelope import Recorded, Refusal
from events.message import Command, Fact
from events.network.invitation import (
    BESIDE,
    LASTS,
    ExpireInvitation,
    InvitationExpired,
    InvitationIssued,
    InvitationUsed,
    InvitationWithdrawn,
    IssueInvitation,
    UseInvitation,
    WithdrawInvitation,
    invitations_of,
)
from events.network.keys import keys_of
from events.network.member import member_of
from events.network.person import RecordRelation, RelationKind
from events.network.pin import pin_of
from events.role import Role
from services.kernel.deciding import Act, Decider, Due, Read
from services.network.keys import KEYS, Keys
from services.network.known import Person, needs_known
from services.network.member import MEMBER, Member
from services.network.person import PERSON
from services.network.pin import PIN, Pin


@dataclass(frozen=True)
class Invitation:
    """``over`` is why it is good no more: the reason it is refused with."""

    id: UUID
    hashed: str
    until: datetime
    close_to: UUID | None
    kind: RelationKind | None
    over: str = ""


@dataclass(frozen=True)
class Invitations:
    given: tuple[Invitation, ...] = ()

    @property
    def open(self) -> Invitation | None:
        return next((it for it in self.given if not it.over), None)

    def of(self, invitation: UUID) -> Invitation:
        found = next((it for it in self.given if it.id == invitation), None)
        if found is None:
            raise Refusal("invitation.unknown")
        return found


def decide(state: Invitations, command: Command, act: Act, **seen: Any) -> Iterator[Fact | Command]:
    if command.stream != invitations_of(command.dossier):
        raise Refusal("invitation.misaddressed")
    match command:
        case IssueInvitation():
            yield from issue(state, command, act, **seen)
        case UseInvitation():
            yield from use(state.of(command.invitation), command, act)
        case WithdrawInvitation():
            yield from withdraw(state, command)
        case ExpireInvitation():
            if not state.of(command.invitation).over:
                yield InvitationExpired(invitation=command.invitation, person=command.dossier)


def issue(
    state: Invitations, command: IssueInvitation, act: Act, person: Person, member: Member, **ways: Any
) -> Iterator[Fact]:
    if any(it.id == command.invitation for it in state.given):
        return
    if command.close_to:
        somebody_new(command, person)
    else:
        by_staff(command, act, person, member)
    has_a_way(**ways)
    if before := state.open:
        yield InvitationWithdrawn(invitation=before.id, person=command.dossier, reason="replaced")
    yield InvitationIssued(
        invitation=command.invitation,
        person=command.dossier,
        hashed=command.hashed,
        until=act.received_at + (BESIDE if command.beside else LASTS),
        beside=command.beside,
        close_to=command.close_to,
        kind=command.kind,
    )


def somebody_new(command: IssueInvitation, person: Person) -> None:
    """One's own invitation opens no page that is somebody's already."""
    if person.registered or command.kind is None:
        raise Refusal("invitation.only-somebody-new")


def by_staff(command: IssueInvitation, act: Act, person: Person, member: Member) -> None:
    needs_known(person)
    if command.dossier == act.actor:
        raise Refusal("invitation.not-oneself")
    if act.role == Role.SYSTEM:
        return
    if any(term.holds(act.today) for term in member.roles) and act.role != Role.COORDINATOR:
        raise Refusal("invitation.staff-by-coordinator")


def has_a_way(pin: Pin, keys: Keys) -> None:
    """Whoever came in before and no longer can is helped by two people and a day of waiting, not by a code."""
    if pin.there or keys.passkeys or keys.address:
        raise Refusal("invitation.comes-in-already")


def use(it: Invitation, command: UseInvitation, act: Act) -> Iterator[Fact | Command]:
    """Whoever has no code learns nothing: neither that there is one nor what became of it."""
    if not compare_digest(sha256(command.mark.encode()).hexdigest(), it.hashed):
        raise Refusal("invitation.unknown")
    if it.over:
        raise Refusal(it.over)
    if act.received_at >= it.until:
        raise Refusal("invitation.too-late")
    yield InvitationUsed(invitation=it.id, person=command.dossier, close_to=it.close_to, kind=it.kind)
    if it.close_to and it.kind:
        own = {"stream": it.close_to, "dossier": it.close_to}
        yield RecordRelation(**own, relative=command.dossier, kind=it.kind, since=act.today)


def withdraw(state: Invitations, command: WithdrawInvitation) -> Iterator[Fact]:
    it = state.of(command.invitation)
    if it.close_to != command.close_to and command.close_to is not None:
        raise Refusal("invitation.unknown")
    if it.over == "invitation.used":
        raise Refusal("invitation.used")
    if not it.over:
        yield InvitationWithdrawn(invitation=it.id, person=command.dossier, reason=command.reason)


def evolve(state: Invitations, fact: Fact) -> Invitations:
    match fact:
        case InvitationIssued():
            new = Invitation(fact.invitation, fact.hashed, fact.until, fact.close_to, fact.kind)
            return Invitations((*state.given, new))
        case InvitationUsed():
            return over(state, fact.invitation, "invitation.used")
        case InvitationWithdrawn():
            return over(state, fact.invitation, "invitation.withdrawn")
        case InvitationExpired():
            return over(state, fact.invitation, "invitation.too-late")
        case _:
            return state


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    """Each ends with its time, unless somebody came or it was taken back."""
    match fact:
        case InvitationIssued():
            own = {"stream": recorded.stream, "dossier": recorded.dossier}
            expire = ExpireInvitation(**own, invitation=fact.invitation)
            yield Due(f"invitation/{fact.invitation}", recorded.stream, fact.until, expire)
        case InvitationUsed() | InvitationWithdrawn():
            yield Due(f"invitation/{fact.invitation}", recorded.stream)


def over(state: Invitations, invitation: UUID, why: str) -> Invitations:
    return Invitations(tuple(replace(it, over=why) if it.id == invitation else it for it in state.given))


def the_person(command: Command) -> Mapping[str, Read]:
    if not isinstance(command, IssueInvitation):
        return {}
    person = command.dossier
    return {
        "person": Read(PERSON, person),
        "member": Read(MEMBER, member_of(person)),
        "pin": Read(PIN, pin_of(person)),
        "keys": Read(KEYS, keys_of(person)),
    }


INVITATION = Decider(
    Invitations(),
    decide,
    evolve,
    commands=(IssueInvitation, UseInvitation, WithdrawInvitation, ExpireInvitation),
    reads=the_person,
)
