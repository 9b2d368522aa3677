"""Giulia's life project on its way: two wishes, five conditions of eight, and what holds if tomorrow…"""

from collections.abc import Iterator

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.accompaniment import SHARED, goal_of
from deploy.demo.story.stays import SLEPT, stay_of
from events.accompaniment.continuity import PlanContinuity, continuity_of
from events.accompaniment.life_project import (
    AppointReferente,
    Condition,
    MeetCondition,
    RecordAssessment,
    RecordWish,
    life_project_of,
)
from events.accompaniment.sharing import GrantShare, shares_of
from events.category import Category
from events.role import Role
from tests.people import GIULIA, MARTA, ROSA, SARA, id_of

HERS = "Una casa con un’amica e con Nino, il mio canarino. Vicino all’autobus per il lavoro."
THEIRS = "Che ci sia sempre qualcuno da chiamare, anche quando non ci saremo noi."
PEOPLE = "Zia Carla a Capannori, e la vicina Ines: hanno detto tutte e due di sì."
MONEY = "La pensione e lo stipendio vanno sul suo conto; mettiamo da parte 120 euro al mese."
GUARDIAN = "Giulia decide da sé. Per la banca ha chiesto che l’aiuti la zia Carla."
NIGHTS = tuple(stay_of(GIULIA, n)["stay"] for n in range(len(SLEPT)))


def lines(calendar: Calendar) -> Iterator[Line]:
    own = {"stream": life_project_of(GIULIA.id), "dossier": GIULIA.id}
    assessed = RecordAssessment(**own, severity="mild", team=(SARA.id, MARTA.id), day=calendar.day(52))
    yield Line(calendar.at(53, 9), MARTA, assessed)
    yield Line(calendar.at(70, 20), GIULIA, RecordWish(**own, voice="person", words=HERS))
    yield Line(calendar.at(71, 21), ROSA, RecordWish(**own, voice="family", words=THEIRS))
    yield Line(calendar.at(95, 9), MARTA, AppointReferente(**own, referente=SARA.id))
    met: tuple[tuple[int, Condition, tuple[object, ...]], ...] = (
        (106, "nights-away", NIGHTS),
        (110, "daily-tasks", (goal_of(GIULIA, 0), goal_of(GIULIA, 1))),
        (112, "day-filled", (id_of("Contratto di Giulia al vivaio"),)),
    )
    for day, condition, evidence in met:
        command = MeetCondition.model_validate({**own, "condition": condition, "evidence": evidence})
        yield Line(calendar.at(day, 12), SARA, command)
    yield from if_tomorrow(calendar)


def if_tomorrow(calendar: Calendar) -> Iterator[Line]:
    """Money is shown to her mother from now on; keys are not written down yet."""
    share = GrantShare(
        stream=shares_of(GIULIA.id), dossier=GIULIA.id, to=ROSA.id, role=Role.FAMILY,
        categories=(*SHARED, Category.EXPENSES), until=calendar.day(calendar.last + 180),
    )  # fmt: skip
    yield Line(calendar.at(97, 19), GIULIA, share, "self")
    own = {"stream": continuity_of(GIULIA.id), "dossier": GIULIA.id}
    yield Line(calendar.at(98, 20), ROSA, PlanContinuity(**own, part="people", words=PEOPLE))
    yield Line(calendar.at(98, 20, 5), GIULIA, PlanContinuity(**own, part="budget", words=MONEY))
    yield Line(calendar.at(98, 20, 10), GIULIA, PlanContinuity(**own, part="guardian", words=GUARDIAN))
