"""Casa San Vito as pages of operators meet it: Ahmed and Marco, accompanied by Sara, from September on."""

from datetime import UTC, date, datetime
from uuid import UUID

from events.accompaniment.goal import GoalSet, LadderRated
from events.accompaniment.plan import AccompanimentOpened, PlanAgreed, plan_of
from events.accompaniment.visit import (
    NoteCorrected,
    NoteWritten,
    VisitEnded,
    VisitMinutesCorrected,
    VisitScheduled,
    VisitStarted,
)
from events.category import Category
from events.matching.home import HomeRegistered
from events.pacts.cohabitation import CohabitationActivated, CohabitationFormed, MemberJoined
from events.sealed import seal
from frontend.pages.case.projection import projection as cases
from frontend.pages.goals.projection import projection as goals
from frontend.pages.visit.projection import projection as visits
from frontend.projecting import Projection
from tests.frontend.pages.telling import Telling
from tests.people import AHMED, COHABITATION_SAN_VITO, COMUNE, HOME_SAN_VITO, MARCO, SARA, UGO, id_of

HERE = COHABITATION_SAN_VITO
SEPTEMBER = date(2026, 9, 1)
BOTH = (AHMED.id, MARCO.id)
GOAL = id_of("goal")
OWN = (visits, goals, cases)


def at(day: int, month: int = 9, hour: int = 15) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def house(*others: Projection) -> Telling:
    """Formed and active since the first of September, a visit every seven days agreed."""
    it = Telling(*OWN, *others)
    it.known(AHMED, MARCO, SARA, UGO)
    home = HomeRegistered(
        owner=COMUNE,
        district="San Vito",
        name="Casa San Vito",
        places=2,
        rooms=3,
        accessibility=(),
        since=SEPTEMBER,
    )
    it.tell(HOME_SAN_VITO, home, at(1), SARA.id)
    formed = CohabitationFormed(
        cohabitation=HERE, home=HOME_SAN_VITO, solution_type="youth", places=2, expected=BOTH, since=SEPTEMBER
    )
    it.tell(HERE, formed, at(1), SARA.id)
    it.tell(HERE, CohabitationActivated(since=SEPTEMBER), at(1), SARA.id)
    for person in BOTH:
        it.tell(HERE, MemberJoined(cohabitation=HERE, person=person, since=SEPTEMBER), at(1), SARA.id)
    it.operator(SARA, HERE)
    it.tell(plan_of(HERE), AccompanimentOpened(since=SEPTEMBER), at(1), SARA.id, HERE)
    it.tell(plan_of(HERE), PlanAgreed(phase="settling-in", cadence_days=7), at(2), SARA.id, HERE)
    return it


def planned(it: Telling, name: str, day: date, kind: str = "joint") -> UUID:
    stream = id_of(name)
    fact = VisitScheduled(day=day, kind=kind, operator=SARA.id, people=BOTH)
    it.tell(stream, fact, at(1), SARA.id, HERE)
    return stream


def begun(it: Telling, name: str, when: datetime, days_late: int = 0) -> UUID:
    stream = planned(it, name, when.date())
    it.tell(
        stream, VisitStarted(at=when, method="manual", countersigned_by=None), when, SARA.id, HERE, days_late
    )
    return stream


def held(it: Telling, name: str, when: datetime, days_late: int = 0) -> UUID:
    stream = begun(it, name, when, days_late)
    it.tell(stream, VisitEnded(at=when, minutes=45), when, SARA.id, HERE, days_late)
    return stream


def noted(
    it: Telling, visit: UUID, words: str, when: datetime, section: str = "home", visibility: str = "shared"
) -> UUID:
    note = id_of(words)
    category = Category.VISIT_PROFESSIONAL if visibility == "team" else Category.VISIT_SHARED
    fact = NoteWritten(
        note=note, section=section, category=category, visibility=visibility, person=None, author=SARA.id,
        text=seal(words, HERE, category),
    )  # fmt: skip
    it.tell(visit, fact, when, SARA.id, HERE)
    return note


def corrected(it: Telling, visit: UUID, note: UUID, words: str, when: datetime) -> None:
    text = seal(words, HERE, Category.VISIT_SHARED)
    it.tell(visit, NoteCorrected(note=note, person=None, reason="wrong-fact", text=text), when, SARA.id, HERE)


def longer(it: Telling, visit: UUID, minutes: int, when: datetime) -> None:
    it.tell(visit, VisitMinutesCorrected(minutes=minutes, reason="wrong-time"), when, SARA.id, HERE)


def chosen(it: Telling) -> UUID:
    words = seal("Pagare la bolletta", AHMED.id, Category.GOALS)
    it.tell(
        GOAL,
        GoalSet(person=AHMED.id, wording=words, whose_wish="person", area="home-life"),
        at(3),
        AHMED.id,
        HERE,
    )
    return GOAL


def rated(it: Telling, level: int, voice: str, by: UUID, when: datetime) -> None:
    sealed = seal(level, AHMED.id, Category.GOALS)
    it.tell(GOAL, LadderRated(person=AHMED.id, level=sealed, voice=voice), when, by, HERE)
