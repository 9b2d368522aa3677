"""May this actor ask this, as far as their role reaches, on the day it happened? Default: no."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from pydantic import TypeAdapter

from events.message import Command
from events.role import Grant, Reach, Role
from events.standing import Ends, Kind, Standing, Stands
from services.kernel import tables
from services.kernel.deciding import Act
from services.kernel.store import Statement, Store

STANDS = TypeAdapter(Stands)
HOUSE = UUID("5f0a6d0e-2f0a-5a57-8a3c-6c1d0a4d7e11")
BY: dict[Role, tuple[Kind, ...]] = {Role.COHABITANT: ("membership",), Role.FAMILY: ("relation", "power")}
TOLD_LATE = timedelta(days=3)
WITHOUT_A_ROLE = {Role.PUBLIC, Role.SYSTEM, Role.SELF}


class Rights:
    """Everybody's standings, mirrored in memory from the store's own table; facts are their only source."""

    def __init__(self, store: Store, grants: dict[str, tuple[Grant, ...]]) -> None:
        self.store = store
        self.grants = grants
        self.reload()

    def reload(self) -> None:
        self.people: dict[UUID, list[Stands]] = defaultdict(list)
        for row in self.store.rows("SELECT body FROM {s}standings"):
            stands = STANDS.validate_json(row["body"])
            self.people[stands.person].append(stands)

    def allows(self, command: Command, act: Act) -> bool:
        allowed = any(self.meets(grant, command, act) for grant in self.grants.get(command.TOPIC, ()))
        return allowed and all(self.belongs(person, command.dossier) for person in command.among())

    def refusal(self, command: Command, act: Act) -> str:
        """Why not: in words that say what to do."""
        if self.allows(command, replace(act, received_at=act.occurred_at)):
            return "access.told-too-late"
        return "access.not-yours" if act.on_behalf_of is None else "access.no-power-that-day"

    def belongs(self, person: UUID, dossier: UUID) -> bool:
        """On whatever day: a visit may be planned before somebody moves in, and written down after they left."""
        linked = (it for it in self.people.get(person, ()) if it.kind in ("membership", "subject"))
        return any(it.over == dossier for it in linked)

    def meets(self, grant: Grant, command: Command, act: Act) -> bool:
        if grant.role != act.role or not self.holds(act, grant.role):
            return False
        if act.on_behalf_of is not None and grant.reach is not Reach.OWN:
            return False
        if grant.skill and not self.skilled(grant.skill, act):
            return False
        if grant.role == Role.SYSTEM:
            return act.actor == HOUSE or self.nobody_yet()
        return self.reaches(grant, command, act)

    def skilled(self, skill: str, act: Act) -> bool:
        return any(skill in it.powers for it in self.standing("skill", act.actor, act.day))

    def reaches(self, grant: Grant, command: Command, act: Act) -> bool:
        match grant.reach:
            case Reach.ANY:
                return True
            case Reach.ASSIGNED:
                places = self.around(command.dossier, act.day)
                return any(self.held("assignment", act, over=it, role=grant.role) for it in places)
            case Reach.MEMBER:
                return self.held("membership", act, over=command.dossier)
            case Reach.OWN:
                return self.own(command, act)
            case Reach.APPOINTED:
                return self.appointed(command.dossier, act)
            case Reach.RELATED:
                whose = command.whose()
                return whose is not None and self.held("relation", act, over=whose)

    def holds(self, act: Act, role: Role) -> bool:
        """Staff hold a granted role; cohabitants are so by a membership, family by a relation or a power."""
        if role in WITHOUT_A_ROLE:
            return True
        return any(self.held(kind, act, role=role) for kind in BY.get(role, ("role",)))

    def nobody_yet(self) -> bool:
        """Only in an empty house may a web node speak for it: that is how the first coordinator gets in."""
        return not any(it.kind == "role" for held in self.people.values() for it in held)

    def around(self, dossier: UUID, day: date) -> Iterator[UUID]:
        """The dossier and, when it is a person, the homes and applications that are theirs on that day."""
        yield dossier
        for kind in ("membership", "subject"):
            yield from (it.over for it in self.standing(kind, dossier, day) if it.over)

    def own(self, command: Command, act: Act) -> bool:
        """One's own act, or one's for whom one holds a power in force that day."""
        whose = command.whose()
        if act.on_behalf_of is None:
            return whose == act.actor
        return whose == act.on_behalf_of and any(
            command.POWER in it.powers
            for it in self.standing("power", act.actor, act.day, over=whose)
            if in_time(it, act)
        )

    def appointed(self, dossier: UUID, act: Act) -> bool:
        """An auditor looks at what they were appointed for, which may be everything, or a line and what it pays for."""
        every = self.standing("appointment", act.actor, act.day, role=Role.AUDITOR)
        held = [it for it in every if in_time(it, act)]
        lines = {it.over for it in self.people.get(dossier, ()) if it.kind == "subject"}
        return any(it.over in (None, dossier, *lines) for it in held)

    def held(self, kind: Kind, act: Act, over: UUID | None = None, role: Role | None = None) -> bool:
        """Whether it was the actor's on the day it happened, and has not ended too long before it was told."""
        return any(in_time(it, act) for it in self.standing(kind, act.actor, act.day, over, role))

    def standing(
        self, kind: Kind, person: UUID, on: date, over: UUID | None = None, role: Role | None = None
    ) -> Iterator[Stands]:
        for it in self.people.get(person, ()):
            meant = (
                it.kind == kind and (over is None or it.over == over) and (role is None or it.role == role)
            )
            if meant and it.since <= on and (it.until is None or on < it.until):
                yield it

    def take(self, standing: Standing) -> Iterator[Statement]:
        """Mirrors a change and gives the rows to write in the transaction of the fact that said it."""
        for stands in self.changed(standing):
            yield self.store.statement(tables.STANDS, **columns(stands))

    def changed(self, standing: Standing) -> list[Stands]:
        held = self.people[standing.person]
        if isinstance(standing, Stands):
            held[:] = [it for it in held if key(it) != key(standing)]
            held.append(standing)
            return [standing]
        ended = [replace(it, until=standing.until) for it in held if ends(standing, it)]
        held[:] = [it for it in held if not ends(standing, it)] + ended
        return ended


def in_time(it: Stands, act: Act) -> bool:
    """What waited on a phone may come in a little after its right has ended; later, any day could be claimed."""
    return it.until is None or act.today < it.until + TOLD_LATE


def key(it: Stands) -> tuple[object, ...]:
    return it.kind, it.person, it.role, it.over, it.since


def ends(standing: Ends, it: Stands) -> bool:
    same = (it.kind, it.role, it.over) == (standing.kind, standing.role, standing.over)
    return same and it.since <= standing.until and (it.until is None or it.until > standing.until)


def columns(it: Stands) -> dict[str, str | None]:
    return {
        "kind": it.kind,
        "person": str(it.person),
        "role": it.role,
        "over": str(it.over or ""),
        "since": it.since.isoformat(),
        "until": it.until.isoformat() if it.until else None,
        "body": STANDS.dump_json(it).decode(),
    }
