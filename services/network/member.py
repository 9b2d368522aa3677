"""Members: roles held from one day to another, and the homes an operator is assigned to meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.member import (
    Assign,
    Assigned,
    EndRole,
    GrantRole,
    RoleEnded,
    RoleGranted,
    Unassign,
    Unassigned,
    member_of,
)
from events.role import Role
from services.kernel.deciding import Act, Decider, Read
from services.network.known import Person, needs_known
from services.network.person import PERSON
from services.network.term import Term, Terms, backwards, clash, covered, cut, ended, held


@dataclass(frozen=True)
class Member:
    """Roles carry their organisation as code; assignments are by cohabitation."""

    roles: Terms[Role] = ()
    assignments: Terms[UUID] = ()

    @property
    def as_operator(self) -> Terms[Role]:
        return tuple(term for term in self.roles if term.what == Role.OPERATOR)


def decide(member: Member, command: Command, act: Act, **seen: Person) -> Iterator[Fact]:
    if command.stream != member_of(command.dossier):
        raise Refusal("member.misaddressed")
    match command:
        case GrantRole():
            yield from grant(member, command, act, **seen)
        case EndRole():
            yield from end_role(member, command)
        case Assign():
            yield from assign(member, command)
        case Unassign():
            yield from unassign(member, command)


def grant(member: Member, command: GrantRole, act: Act, person: Person) -> Iterator[Fact]:
    never_to_oneself(command, act)
    needs_known(person)
    if backwards(command.since, command.until):
        raise Refusal("member.ends-before-it-begins", field="until")
    fact = RoleGranted(
        person=command.dossier,
        role=command.role,
        organisation=command.organisation,
        since=command.since,
        until=command.until,
    )
    if held_role(fact) in member.roles:
        return
    if clash(member.roles, held_role(fact)):
        raise Refusal("member.role-already-held", field="since")
    yield fact


def never_to_oneself(command: GrantRole, act: Act) -> None:
    """The house itself makes a first coordinator and nobody else; nobody makes themselves anything."""
    if command.dossier in (act.actor, act.on_behalf_of):
        raise Refusal("member.not-to-oneself")
    if act.role == Role.SYSTEM and command.role != Role.COORDINATOR:
        raise Refusal("member.only-a-first-coordinator", field="role")


def held_role(fact: RoleGranted) -> Term[Role]:
    codes = (str(fact.organisation),) if fact.organisation else ()
    return Term(fact.role, fact.since, fact.until, codes)


def end_role(member: Member, command: EndRole) -> Iterator[Fact]:
    if ended(member.roles, command.role, command.until):
        return
    if held(member.roles, command.role, command.until) is None:
        raise Refusal("member.role-not-held", field="until")
    fact = RoleEnded(person=command.dossier, role=command.role, until=command.until)
    yield fact
    yield from outlived(evolve(member, fact), fact)


def outlived(after: Member, role: RoleEnded) -> Iterator[Fact]:
    """Assignments that would go on without the role end with it; those not yet begun never begin."""
    for term in after.assignments:
        if not covered(term, after.as_operator):
            until = max(term.since, role.until)
            yield Unassigned(person=role.person, cohabitation=term.what, until=until)


def assign(member: Member, command: Assign) -> Iterator[Fact]:
    term = Term(command.cohabitation, command.since, command.until)
    if backwards(command.since, command.until):
        raise Refusal("member.ends-before-it-begins", field="until")
    if not covered(term, member.as_operator):
        raise Refusal("member.needs-operator-role", field="since")
    if term in member.assignments:
        return
    if clash(member.assignments, term):
        raise Refusal("member.already-assigned", field="since")
    yield Assigned(
        person=command.dossier, cohabitation=command.cohabitation, since=command.since, until=command.until
    )


def unassign(member: Member, command: Unassign) -> Iterator[Fact]:
    if ended(member.assignments, command.cohabitation, command.until):
        return
    if held(member.assignments, command.cohabitation, command.until) is None:
        raise Refusal("member.not-assigned", field="until")
    yield Unassigned(person=command.dossier, cohabitation=command.cohabitation, until=command.until)


def evolve(member: Member, fact: Fact) -> Member:
    match fact:
        case RoleGranted():
            return replace(member, roles=(*member.roles, held_role(fact)))
        case RoleEnded():
            return replace(member, roles=cut(member.roles, fact.role, fact.until))
        case Assigned():
            term = Term(fact.cohabitation, fact.since, fact.until)
            return replace(member, assignments=(*member.assignments, term))
        case Unassigned():
            return replace(member, assignments=cut(member.assignments, fact.cohabitation, fact.until))
        case _:
            return member


def the_person(command: Command) -> Mapping[str, Read]:
    return {"person": Read(PERSON, command.dossier)} if isinstance(command, GrantRole) else {}


MEMBER = Decider(Member(), decide, evolve, commands=(GrantRole, EndRole, Assign, Unassign), reads=the_person)
