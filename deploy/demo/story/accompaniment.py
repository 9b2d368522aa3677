"""Plans, visits, goals and shares of the two homes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.matching import SINCE
from deploy.demo.story.pacts import PAIRS
from deploy.demo.words import ALONE, FIRST_LOOK, GOALS, JOINT, TEAM
from events.accompaniment.goal import RateLadder, SetGoal
from events.accompaniment.plan import AgreePlan, ChangePhase, plan_of
from events.accompaniment.sharing import GrantShare, shares_of
from events.accompaniment.visit import (
    CorrectNote,
    EndVisit,
    MissVisit,
    MoveVisit,
    ScheduleVisit,
    StartVisit,
    WriteNote,
)
from events.category import Category
from events.role import Role
from tests import people as cast
from tests.people import GIULIA, PAOLO, ROSA, SARA, Person, id_of

FIRST, PHASE = SINCE + 3, 87
LATE = {
    (cast.COHABITATION_SAN_VITO, 6): 9
}  # Sara was ill: one visit she could write down only nine days later
SHARED = (Category.GOALS, Category.VISIT_SHARED, Category.STAYS)


def lines(calendar: Calendar) -> Iterator[Line]:
    for home, pair in PAIRS:
        yield from plan(calendar, home)
        yield from before_moving(calendar, home, pair)
        for n, day in enumerate(days(calendar, home)):
            yield from visit(calendar, home, pair, n, day)
        for person in pair:
            yield from goals(calendar, home, person)
    yield from coming(calendar)
    yield from shares(calendar)


def operator_of(home: UUID, n: int) -> Person:
    return PAOLO if home == cast.COHABITATION_PONTETETTO and n % 2 else SARA


def visit_of(home: UUID, name: object) -> dict[str, UUID]:
    return {"stream": id_of(f"Visita {name} di {home}"), "dossier": home}


def plan(calendar: Calendar, home: UUID) -> Iterator[Line]:
    own = {"stream": plan_of(home), "dossier": home}
    yield Line(calendar.at(SINCE, 11), SARA, AgreePlan(**own, phase="settling-in", cadence_days=7))
    evidence = tuple(visit_of(home, n)["stream"] for n in range(3))
    steady = ChangePhase(
        **own, phase="steady", cadence_days=14, evidence=evidence,
        reason="Quattro settimane senza bollette scadute e turni fatti: bastano visite più rade.",
    )  # fmt: skip
    yield Line(calendar.at(PHASE, 9), SARA, steady)


def before_moving(calendar: Calendar, home: UUID, pair: tuple[Person, ...]) -> Iterator[Line]:
    own, day = visit_of(home, "prima"), 45
    people = tuple(person.id for person in pair)
    yield Line(calendar.at(day, 12), SARA, ScheduleVisit(
        **own, day=calendar.day(day + 1), kind="pre-move", operator=SARA.id, people=people))  # fmt: skip
    yield from held(calendar, own, SARA, day + 1, 15, 45, (("home", "team", FIRST_LOOK, pair[0].id),))


def days(calendar: Calendar, home: UUID) -> list[int]:
    """Every week while settling in, then every other; the two homes on different weekdays."""
    shift = 2 if home == cast.COHABITATION_PONTETETTO else 0
    weekly = list(range(FIRST + shift, PHASE, 7))
    rarer = list(range(PHASE + 7 + shift, calendar.last - 1, 14))
    return weekly + rarer


def visit(calendar: Calendar, home: UUID, pair: tuple[Person, ...], n: int, day: int) -> Iterator[Line]:
    by, own = operator_of(home, n), visit_of(home, n)
    joint = n % 3 != 2
    people = tuple(person.id for person in pair) if joint else (pair[n % 2].id,)
    schedule = ScheduleVisit(
        **own, day=calendar.day(day), kind="joint" if joint else "individual", operator=by.id, people=people
    )
    yield Line(calendar.at(day - 3, 17), by, schedule)
    if n == 3:
        yield Line(calendar.at(day, 18), by, MissVisit(**own, reason="nobody-home"))
        return
    if n == 5:
        yield Line(
            calendar.at(day - 1, 9), by, MoveVisit(**own, day=calendar.day(day + 1), reason="person-asked")
        )
        day += 1
    told = held(calendar, own, by, day, 17, 50 + 5 * n, notes(home, pair, n))
    yield from (replace(line, late=LATE.get((home, n), 0)) for line in told)
    yield from ratings(calendar, by, pair, n, day)
    if n == 2:
        yield corrected(calendar, own, by, day)


Note = tuple[str, str, str, UUID | None]


def notes(home: UUID, pair: tuple[Person, ...], n: int) -> tuple[Note, ...]:
    person = pair[n % 2]
    shared, own, team = JOINT[n % len(JOINT)], ALONE[n % len(ALONE)], TEAM[n % len(TEAM)]
    return (
        (shared[0], "shared", shared[1], None),
        (own[0], "person", own[1], person.id),
        *(((team[0], "team", team[1], person.id),) if n % 2 == 0 else ()),
    )


def held(
    calendar: Calendar,
    own: dict[str, UUID],
    by: Person,
    day: int,
    hour: int,
    minutes: int,
    said: tuple[Note, ...],
) -> Iterator[Line]:
    yield Line(calendar.at(day, hour), by, StartVisit(**own, method="manual"))
    for n, (section, visibility, text, person) in enumerate(said):
        note = WriteNote(
            **own,
            note=id_of(f"nota {n} di {own['stream']}"),
            section=section,
            visibility=visibility,
            person=person,
            text=text,
        )
        yield Line(calendar.at(day, hour, 10 + 5 * n), by, note)
    end = calendar.at(day, hour) + timedelta(minutes=minutes)
    yield Line(end, by, EndVisit(**own, minutes=minutes))


def corrected(calendar: Calendar, own: dict[str, UUID], by: Person, day: int) -> Line:
    command = CorrectNote(
        **own, note=id_of(f"nota 0 di {own['stream']}"), reason="wrong-fact",
        text="Si parlano di più. La cena con la vicina è stata martedì, non lunedì.",
    )  # fmt: skip
    return Line(calendar.at(day + 2, 9), by, command)


def goal_of(person: Person, n: int) -> UUID:
    return id_of(f"Obiettivo {n} di {person.first_name}")


def goals(calendar: Calendar, home: UUID, person: Person) -> Iterator[Line]:
    for n, (area, wording) in enumerate(GOALS[person.first_name]):
        own = {"stream": goal_of(person, n), "dossier": home}
        goal = SetGoal(**own, person=person.id, wording=wording, whose_wish="person", area=area)
        yield Line(calendar.at(SINCE + 6 + 14 * n, 20), person, goal)
        for step, day in enumerate(range(SINCE + 10 + 14 * n, calendar.last - 1, 21)):
            mine = RateLadder(**own, person=person.id, level=min(5, 2 + step + n), voice="person")
            yield Line(calendar.at(day, 21), person, mine)
            if person == GIULIA:
                family = RateLadder(**own, person=person.id, level=min(5, 1 + step + n), voice="family")
                yield Line(calendar.at(day + 1, 21), ROSA, family)


def ratings(calendar: Calendar, by: Person, pair: tuple[Person, ...], n: int, day: int) -> Iterator[Line]:
    for person in pair if n % 2 else ():
        own = {"stream": goal_of(person, 0), "dossier": next(home for home, them in PAIRS if person in them)}
        level = min(5, 2 + n // 2)
        if day > SINCE + 8:
            yield Line(
                calendar.at(day, 18, 20),
                by,
                RateLadder(**own, person=person.id, level=level, voice="operator"),
            )


def coming(calendar: Calendar) -> Iterator[Line]:
    """Today, tomorrow, and one of yesterday that still waits for its note."""
    plans = (
        (0, 0, "joint", 0), (1, 0, "individual", 1), (0, 1, "home-check", 0), (1, 3, "joint", 0), (0, -1, "individual", 1),
    )  # fmt: skip
    for n, (which, ahead, kind, who) in enumerate(plans):
        home, pair = PAIRS[which]
        own, day = visit_of(home, f"vicina {n}"), calendar.last + ahead
        people = tuple(person.id for person in pair) if kind in ("joint", "home-check") else (pair[who].id,)
        schedule = ScheduleVisit(**own, day=calendar.day(day), kind=kind, operator=SARA.id, people=people)
        yield Line(calendar.at(calendar.last - 4, 12, n), SARA, schedule)
        if ahead < 0:
            yield from held(calendar, own, SARA, day, 16, 40, ())


def shares(calendar: Calendar) -> Iterator[Line]:
    """Giulia lets her mother see how it goes; what she keeps to herself stays hers."""
    share = GrantShare(
        stream=shares_of(GIULIA.id), dossier=GIULIA.id, to=ROSA.id, role=Role.FAMILY, categories=SHARED,
        until=calendar.day(calendar.last + 180),
    )  # fmt: skip
    yield Line(calendar.at(SINCE + 7, 19), GIULIA, share, "self")
