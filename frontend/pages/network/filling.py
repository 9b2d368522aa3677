"""What the forms about a person ask, and the commands they become."""

from datetime import date
from typing import get_args
from uuid import UUID

from events.message import Command
from events.network.member import Assign, EndRole, GrantRole, Office, Unassign, member_of
from events.network.person import EndRelation, FindSame, RecordRelation, RelationKind
from events.role import Role
from frontend.forms import Form

OFFICES: tuple[Role, ...] = get_args(Office)
KINDS: tuple[str, ...] = get_args(RelationKind)


class Granted(Form):
    role: Office
    organisation: UUID | None = None
    since: date


class Ended(Form):
    ended: Office
    until: date


class Assigned(Form):
    cohabitation: UUID
    assigned_since: date


class Freed(Form):
    freed: UUID
    until: date


class Related(Form):
    relative: UUID
    kind: RelationKind
    related_since: date


class Apart(Form):
    apart: UUID
    until: date


class Same(Form):
    kept: UUID


def member(person: UUID) -> dict[str, UUID]:
    return {"stream": member_of(person), "dossier": person}


def granting(it: Granted, person: UUID) -> Command:
    return GrantRole(**member(person), role=it.role, organisation=it.organisation, since=it.since)


def ending(it: Ended, person: UUID) -> Command:
    return EndRole(**member(person), role=it.ended, until=it.until)


def assigning(it: Assigned, person: UUID) -> Command:
    return Assign(**member(person), cohabitation=it.cohabitation, since=it.assigned_since)


def freeing(it: Freed, person: UUID) -> Command:
    return Unassign(**member(person), cohabitation=it.freed, until=it.until)


def relating(it: Related, person: UUID) -> Command:
    return RecordRelation(
        stream=person, dossier=person, relative=it.relative, kind=it.kind, since=it.related_since
    )


def parting(it: Apart, person: UUID) -> Command:
    return EndRelation(stream=person, dossier=person, relative=it.apart, until=it.until)


def joining(it: Same, person: UUID) -> Command:
    return FindSame(stream=person, dossier=person, kept=it.kept)
