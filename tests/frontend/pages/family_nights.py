"""Giulia's nights, her path to a home of her own and what holds if tomorrow…, told as facts."""

from datetime import UTC, date, datetime
from uuid import UUID

from events.accompaniment.continuity import ContinuityPlanned, DrillRun, GapHandedOver, continuity_of
from events.accompaniment.life_project import (
    CONDITIONS,
    ConditionMet,
    ReferenteAppointed,
    WishRecorded,
    life_project_of,
)
from events.accompaniment.sharing import ShareGranted, shares_of
from events.accompaniment.stay import (
    FAIRNESS,
    BookOpened,
    StayAgreed,
    StayConfirmed,
    StayDeclined,
    StayRequested,
    StayRulesPublished,
    stays_of,
)
from events.accompaniment.staying import CheckedIn, CheckedOut, OperatorPlaced, StaySummedUp, SupportLevelSet
from events.category import Category
from events.matching.home import HomeRegistered
from events.network.person import RelationRecorded
from events.role import Role
from events.sealed import seal
from frontend.pages.case.projection import projection as cases
from frontend.pages.goals.projection import projection as goals
from frontend.pages.if_tomorrow.projection import projection as if_tomorrow
from frontend.pages.nights.projection import projection as nights
from frontend.pages.stable_home.projection import projection as stable_home
from tests.frontend.pages.telling import LONG_AGO, Telling
from tests.people import CHIARA, COMUNE, GIULIA, HOME_GYM, MARTA, ROSA, SARA, Person, id_of

OURS = (nights, stable_home, if_tomorrow)
TODAY = date(2026, 11, 22)
SUMMARY, BUDGET, WISH = "Ha cucinato per tutti.", "Centoventi euro al mese.", "Una casa con Nino."


def at(day: int, month: int = 11, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def family(*shared: Category, hers: bool = True, others: bool = True) -> Telling:
    """``hers``: whether Giulia has anything at all; ``others``: whether anybody else sleeps there."""
    it = Telling(cases, goals, *OURS)
    it.known(GIULIA, ROSA, SARA, CHIARA)
    related = RelationRecorded(person=GIULIA.id, relative=ROSA.id, kind="parent", since=LONG_AGO)
    it.tell(GIULIA.id, related, at(1), GIULIA.id)
    if shared:
        share = ShareGranted(
            person=GIULIA.id, to=ROSA.id, role=Role.FAMILY, categories=shared, since=date(2026, 9, 2),
            until=date(2027, 1, 1),
        )  # fmt: skip
        it.tell(shares_of(GIULIA.id), share, at(2), GIULIA.id, GIULIA.id)
    home(it)
    if others:
        slept(it, CHIARA, "suo", 27, 29)
    if hers:
        every_fact(it)
    return it


def home(it: Telling) -> None:
    registered = HomeRegistered(
        owner=COMUNE, district="San Concordio", name="Casa delle Prove", places=3, rooms=4, accessibility=(),
        since=LONG_AGO,
    )  # fmt: skip
    rules = StayRulesPublished(edition="uno", beds=1, longest=3, yearly=30, source="prova")
    it.tell(HOME_GYM, registered, at(1), MARTA.id)
    for fact in (BookOpened(type="gym"), rules):
        it.tell(stays_of(HOME_GYM), fact, at(1), MARTA.id, HOME_GYM)


def slept(it: Telling, who: Person, name: str, since: int, until: int) -> UUID:
    """Asked for, agreed to, confirmed."""
    stay = id_of(f"{name} di {who.first_name}")
    about = {"stay": stay, "person": who.id}
    days = {"since": date(2026, 11, since), "until": date(2026, 11, until)}
    figures = {"rule": FAIRNESS, "own_nights": 0, "next_nights": None, "out_of_turn": None}
    known = {"home": HOME_GYM, "on": date(2026, 11, 2), "known_until": date(2026, 12, 9)}
    for fact in (
        StayRequested(**about, **days, asked_by="family"),
        StayAgreed(**about, tell_arrival=True),
        StayConfirmed(**about, **known, **figures),
    ):
        it.tell(stays_of(HOME_GYM), fact, at(2), MARTA.id, HOME_GYM)
    return stay


def every_fact(it: Telling) -> None:
    for name, since, until in (("primo", 6, 8), ("adesso", 21, 23)):
        about = {"stay": slept(it, GIULIA, name, since, until), "person": GIULIA.id}
        for fact in (
            SupportLevelSet(**about, level=seal(4, GIULIA.id, Category.STAYS)),
            OperatorPlaced(**about, operator=SARA.id, days=(date(2026, 11, since),)),
            CheckedIn(**about, at=at(since, hour=17)),
        ):
            it.tell(stays_of(HOME_GYM), fact, at(since, hour=17), SARA.id, HOME_GYM)
        if name == "primo":
            words = seal(SUMMARY, GIULIA.id, Category.STAYS)
            for fact in (CheckedOut(**about, on=date(2026, 11, 8)), StaySummedUp(**about, words=words)):
                it.tell(stays_of(HOME_GYM), fact, at(8), SARA.id, HOME_GYM)
    refused(it)
    life(it)


def refused(it: Telling) -> None:
    about = {"stay": id_of("negato"), "person": GIULIA.id}
    days = {"since": date(2026, 11, 27), "until": date(2026, 11, 29)}
    no = {"reason": "given-to-another", "rule": FAIRNESS, "own_nights": 4, "other_nights": 0, "words": None}
    for fact in (StayRequested(**about, **days, asked_by="person"), StayDeclined(**about, **no)):
        it.tell(stays_of(HOME_GYM), fact, at(10), MARTA.id, HOME_GYM)


def life(it: Telling) -> None:
    stream, person = life_project_of(GIULIA.id), GIULIA.id
    met = ConditionMet(person=person, condition="own-wish", edition=CONDITIONS, evidence=(stream,))
    wish = WishRecorded(person=person, voice="person", words=seal(WISH, person, Category.GOALS))
    for fact in (wish, met, ReferenteAppointed(person=person, referente=SARA.id)):
        it.tell(stream, fact, at(5), person, person)
    budget = seal(BUDGET, person, Category.EXPENSES)
    for fact in (
        ContinuityPlanned(person=person, part="budget", words=budget),
        DrillRun(person=person, day=date(2026, 11, 9), checked=("keys",), gaps=("keys",)),
        GapHandedOver(person=person, part="keys", referente=SARA.id, day=date(2026, 11, 9)),
    ):
        it.tell(continuity_of(person), fact, at(9), person, person)
