"""M4, the other half: who may ask what, after any grants, ends, moves and jumps of the clock, against a plain oracle.

What is seen of whom is `tests/frontend/test_rights_model.py`.
"""

import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any, get_args, get_origin
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

import events.accompaniment.goal
import events.network.finding
import events.network.person
import events.pacts.duties
import events.pacts.pact  # noqa: F401  (these fill the catalogue)
from events.access import COMMANDS as GRANTED
from events.message import COMMANDS, Command
from events.role import Grant, Reach, Role
from events.standing import Ends, Stands
from services.kernel.deciding import Act
from services.kernel.rights import TOLD_LATE, Rights
from services.kernel.store import Store
from tests.people import AHMED, COOPERATIVE, GIULIA, PARTNERSHIP, SARA, id_of

PEOPLE = [it.id for it in (AHMED, GIULIA, SARA)]
HOMES = [id_of("casa uno"), id_of("casa due")]
LINE = id_of("una linea")
FIRST = date(2026, 3, 1)
DAYS = st.integers(0, 8).map(lambda n: FIRST + timedelta(days=n))
UNTIL = st.none() | DAYS
WHO, WHERE = st.sampled_from(PEOPLE), st.sampled_from(HOMES)
KINDS: dict[Any, tuple[Role, ...]] = {
    "role": (Role.OPERATOR, Role.COORDINATOR, Role.AUDITOR, Role.INFO_POINT),
    "assignment": (Role.OPERATOR,), "membership": (Role.COHABITANT,), "relation": (Role.FAMILY,),
    "appointment": (Role.AUDITOR,), "power": (Role.FAMILY,), "subject": (Role.AUDITOR,), "skill": (Role.INFO_POINT,),
}  # fmt: skip
SKILLS = tuple({grant.skill for grants in GRANTED.values() for grant in grants if grant.skill})
POWERS = tuple(sorted({it.POWER for it in COMMANDS.values() if it.POWER}))


@dataclass(frozen=True)
class Asked:
    command: Command
    act: Act


class WhoMayAsk(RuleBasedStateMachine):
    """``book`` is the oracle's own: what was granted and ended, as it was said."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store("rights", "sqlite", self.folder)
        self.rights, self.book = Rights(self.store, GRANTED), list[Stands]()

    @rule(
        kind=st.sampled_from(list(KINDS)),
        data=st.data(),
        person=WHO,
        over=WHERE,
        of=WHO,
        since=DAYS,
        until=UNTIL,
    )
    def stand(
        self,
        kind: Any,
        data: st.DataObject,
        person: UUID,
        over: UUID,
        of: UUID,
        since: date,
        until: date | None,
    ) -> None:
        role = data.draw(st.sampled_from(KINDS[kind]))
        about = {
            "relation": of,
            "power": of,
            "role": None,
            "skill": None,
            "assignment": over,
            "membership": over,
        }
        where = about.get(kind, data.draw(st.sampled_from([None, over, LINE])))
        powers = SKILLS if kind == "skill" else POWERS[::2] if kind == "power" else ()
        who = over if kind == "subject" else person
        it = Stands(kind, who, role, since, LINE if kind == "subject" else where, until, powers)
        self.told(it)
        same = (kind, who, role, it.over, since)
        self.book = [
            one for one in self.book if (one.kind, one.person, one.role, one.over, one.since) != same
        ] + [it]

    @precondition(lambda self: self.book)
    @rule(data=st.data(), until=DAYS)
    def end(self, data: st.DataObject, until: date) -> None:
        it = data.draw(st.sampled_from(self.book))
        self.told(Ends(it.kind, it.person, it.role, until, it.over))
        self.book = [ended(one, it, until) for one in self.book]

    @rule()
    def restart(self) -> None:
        self.rights = Rights(self.store, GRANTED)

    def told(self, standing: Stands | Ends) -> None:
        self.store.append([], list(self.rights.take(standing)))

    @rule(
        data=st.data(),
        person=WHO,
        role=st.sampled_from(Role),
        day=DAYS,
        late=st.sampled_from((0, 1, 2, 3, 5)),
    )
    def ask(self, data: st.DataObject, person: UUID, role: Role, day: date, late: int) -> None:
        """Ten commands of the table, said on one day and heard on another."""
        for topic in data.draw(st.lists(st.sampled_from(ASKED), min_size=10, max_size=10)):
            self.asked(data, topic, person, role, day, late)

    @precondition(lambda self: self.book)
    @rule(data=st.data(), later=st.integers(0, 8), late=st.sampled_from((0, 2, 3)))
    def who_stands_somewhere_asks(self, data: st.DataObject, later: int, late: int) -> None:
        """What their role is granted at all: near the edges of what they may."""
        it = data.draw(st.sampled_from(self.book))
        topics = [topic for topic in ASKED if any(grant.role == it.role for grant in GRANTED[topic])]
        for topic in data.draw(st.lists(st.sampled_from(topics), min_size=5, max_size=5)):
            self.asked(data, topic, it.person, it.role, it.since + timedelta(days=later), late)

    def asked(self, data: st.DataObject, topic: str, person: UUID, role: Role, day: date, late: int) -> None:
        dossier = data.draw(st.sampled_from([*HOMES, *PEOPLE]))
        whose = data.draw(st.sampled_from(PEOPLE))
        on_behalf = data.draw(st.none() | st.sampled_from(PEOPLE))
        command = asking(topic, dossier, whose)
        at = datetime.combine(day, time(11), UTC)
        act = Act(person, role, COOPERATIVE, on_behalf, PARTNERSHIP, at, at + timedelta(days=late))
        assert self.rights.allows(command, act) is self.oracle(Asked(command, act)), (topic, role, self.book)

    def oracle(self, it: Asked) -> bool:
        """Some line of the table holds, and everybody named belongs there."""
        lines = GRANTED[it.command.TOPIC]
        belong = all(
            any(
                one.kind in ("membership", "subject") and one.over == it.command.dossier
                for one in self.of(person)
            )
            for person in it.command.among()
        )
        return belong and any(self.line(grant, it) for grant in lines)

    def line(self, grant: Grant, it: Asked) -> bool:
        if grant.role != it.act.role:
            return False
        if grant.role is Role.SYSTEM:
            return not any(one.kind == "role" for one in self.book) and it.act.on_behalf_of in (
                None,
                *self.own(grant, it),
            )
        if it.act.on_behalf_of is not None and grant.reach is not Reach.OWN:
            return False
        if grant.skill and not any(grant.skill in one.powers for one in self.on(it, "skill", late=False)):
            return False
        return self.is_one(grant.role, it) and self.reaches(grant, it)

    def own(self, grant: Grant, it: Asked) -> tuple[UUID | None, ...]:
        return (it.act.on_behalf_of,) if grant.reach is Reach.OWN else ()

    def is_one(self, role: Role, it: Asked) -> bool:
        match role:
            case Role.PUBLIC | Role.SELF:
                return True
            case Role.COHABITANT:
                return any(one.role is role for one in self.on(it, "membership"))
            case Role.FAMILY:
                return any(one.role is role for kind in ("relation", "power") for one in self.on(it, kind))
            case _:
                return any(one.role is role for one in self.on(it, "role"))

    def reaches(self, grant: Grant, it: Asked) -> bool:
        dossier, whose, act = it.command.dossier, it.command.whose(), it.act
        match grant.reach:
            case Reach.ANY:
                return True
            case Reach.MEMBER:
                return any(one.over == dossier for one in self.on(it, "membership"))
            case Reach.ASSIGNED:
                theirs = [
                    one.over
                    for one in self.of(dossier)
                    if one.kind in ("membership", "subject") and on(one, act.day)
                ]
                mine = [one for one in self.on(it, "assignment") if one.role is grant.role]
                return any(one.over in (dossier, *theirs) for one in mine if one.over)
            case Reach.RELATED:
                return whose is not None and any(one.over == whose for one in self.on(it, "relation"))
            case Reach.APPOINTED:
                paid = [one.over for one in self.of(dossier) if one.kind == "subject"]
                return any(one.over in (None, dossier, *paid) for one in self.on(it, "appointment"))
            case Reach.OWN if act.on_behalf_of is None:
                return whose == act.actor
            case Reach.OWN:
                named = [one for one in self.on(it, "power") if one.over == whose]
                return whose == act.on_behalf_of and any(it.command.POWER in one.powers for one in named)

    def of(self, person: UUID) -> list[Stands]:
        return [one for one in self.book if one.person == person]

    def on(self, it: Asked, kind: str, late: bool = True) -> list[Stands]:
        """Held on the day it happened, and not over for three days when it was told."""
        held = [one for one in self.of(it.act.actor) if one.kind == kind and on(one, it.act.day)]
        return [one for one in held if not late or one.until is None or it.act.today < one.until + TOLD_LATE]

    def teardown(self) -> None:
        self.store.close()
        rmtree(self.folder)


def on(one: Stands, day: date) -> bool:
    return one.since <= day and (one.until is None or day < one.until)


def asking(topic: str, dossier: UUID, whose: UUID) -> Command:
    """Its words do not matter here: only whom it is about."""
    kind = COMMANDS[topic]
    persons = {name: about(info.annotation, whose) for name, info in kind.model_fields.items()}
    known = {name: it for name, it in persons.items() if it is not None}
    return kind.model_construct(**{**known, "stream": whose, "dossier": dossier})


def about(annotation: Any, whose: UUID) -> Any:
    kinds = (annotation, *get_args(annotation))
    if get_origin(annotation) is tuple:
        return (whose,) if UUID in kinds else ()
    return whose if UUID in kinds else None


def tells_whom(topic: str) -> bool:
    """Some say it with words that are not made up here."""
    try:
        asked = asking(topic, HOMES[0], PEOPLE[0])
        asked.among()
        asked.whose()
    except AttributeError:
        return False
    return True


def ended(one: Stands, like: Stands, until: date) -> Stands:
    same = (one.kind, one.person, one.role, one.over) == (like.kind, like.person, like.role, like.over)
    meant = same and one.since <= until and (one.until is None or one.until > until)
    return replace(one, until=until) if meant else one


ASKED = [it for it in GRANTED if it in COMMANDS and tells_whom(it)]
WhoMayAsk.TestCase.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
TestWhoMayAsk = WhoMayAsk.TestCase
