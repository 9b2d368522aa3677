"""A home for practising: Giulia's weekends, one that went to others, and who is there with her."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.network import register
from events.accompaniment.stay import (
    AgreeToStay,
    ConfirmStay,
    DeclineStay,
    PublishStayRules,
    RequestStay,
    stays_of,
)
from events.accompaniment.staying import CheckIn, CheckOut, PlaceOperator, SetSupportLevel, SumUpStay
from events.matching.home import MakeHomeAvailable, RegisterHome, SetSolutionType
from events.network.member import Assign, member_of
from tests.people import (
    CHIARA,
    COMUNE,
    FABIO,
    GIULIA,
    GUESTS,
    HOME_GYM,
    MARTA,
    PAOLO,
    ROSA,
    SARA,
    Person,
    id_of,
)

SLEPT = (
    (60, 62, 3, "Ha preparato la cena con Sara e ha dormito bene tutte e due le notti."),
    (81, 83, 4, "Sabato è andata al mercato da sola; la sera era stanca e contenta."),
    (102, 105, 4, "Tre notti senza telefonate a casa: la borsa l’ha fatta lei."),
)
WHY = "Ci dispiace: ne avevi già fatti tre. Il prossimo fine settimana libero è tuo."


def lines(calendar: Calendar) -> Iterator[Line]:
    yield from opened(calendar)
    for n, (since, until, level, words) in enumerate(SLEPT):
        it = stay_of(GIULIA, n)
        yield from given(calendar, it, GIULIA, since, until, since - 6)
        yield from cared(calendar, it, since, until, level)
        yield Line(calendar.at(since, 18, 10), SARA, CheckIn(**it))
        yield Line(calendar.at(until, 10), SARA, CheckOut(**it))
        yield Line(calendar.at(until, 11), SARA, SumUpStay(**it, words=words))
    yield from to_others(calendar)
    yield from now(calendar)


def opened(calendar: Calendar) -> Iterator[Line]:
    own = {"stream": HOME_GYM, "dossier": HOME_GYM}
    home = RegisterHome(
        **own, owner=COMUNE, district="San Concordio", name="Casa delle Prove", places=3, rooms=4,
        accessibility=("step-free", "accessible-bathroom"), since=calendar.start,
    )  # fmt: skip
    rules = PublishStayRules(
        stream=stays_of(HOME_GYM), dossier=HOME_GYM, edition="soggiorni-2026-1", beds=2, longest=3, yearly=30,
        source="Regolamento dei soggiorni della palestra, allegato al progetto",
    )  # fmt: skip
    to_sara = {"stream": member_of(SARA.id), "dossier": SARA.id, "cohabitation": HOME_GYM}
    yield Line(calendar.at(2, 9), MARTA, home)
    yield Line(calendar.at(2, 9, 5), MARTA, SetSolutionType(**own, type="gym"))
    yield Line(calendar.at(3, 9), MARTA, MakeHomeAvailable(**own, since=calendar.day(10)))
    yield Line(calendar.at(3, 10), MARTA, rules)
    yield Line(calendar.at(47, 9), MARTA, Assign(**to_sara, since=calendar.day(47)))
    for n, person in enumerate(GUESTS):
        yield Line(calendar.at(40, 9, n), MARTA, register(person))


def stay_of(person: Person, name: object) -> dict[str, Any]:
    stay = id_of(f"Soggiorno {name} di {person.first_name}")
    return {"stream": stays_of(HOME_GYM), "dossier": HOME_GYM, "stay": stay, "person": person.id}


def given(
    calendar: Calendar, it: dict[str, Any], who: Person, since: int, until: int, asked: int
) -> Iterator[Line]:
    """The first of Giulia's she asks for herself, before anybody shows anything; later her mother does."""
    by_mother = who == GIULIA and since > SLEPT[0][0]
    yield Line(calendar.at(asked, 18), ROSA if by_mother else who, requested(calendar, it, since, until, by_mother),
               "family" if by_mother else "self")  # fmt: skip
    if who == GIULIA:
        yield Line(calendar.at(asked, 20), GIULIA, AgreeToStay(**it, tell_arrival=True))
    yield Line(calendar.at(asked + 2, 10), MARTA, ConfirmStay(**it))


def requested(calendar: Calendar, it: dict[str, Any], since: int, until: int, by_mother: bool) -> RequestStay:
    return RequestStay(
        **it,
        since=calendar.day(since),
        until=calendar.day(until),
        asked_by="family" if by_mother else "person",
    )


def cared(calendar: Calendar, it: dict[str, Any], since: int, until: int, level: int) -> Iterator[Line]:
    """How much support, and who is there each night: before anybody arrives."""
    nights = tuple(range(since, until))
    yield Line(calendar.at(since - 1, 9), SARA, SetSupportLevel(**it, level=level))
    for n, operator in enumerate((SARA, PAOLO)):
        days: tuple[date, ...] = tuple(calendar.day(night) for night in nights[n::2])
        if days:
            yield Line(
                calendar.at(since - 1, 10, n), SARA, PlaceOperator(**it, operator=operator.id, days=days)
            )


def to_others(calendar: Calendar) -> Iterator[Line]:
    """Next weekend has two beds and three requests: who had fewer nights comes first; in a new year nobody has had
    any, and whoever asked first does."""
    since, until = calendar.last + 5, calendar.last + 7
    it, asked = stay_of(GIULIA, "dato ad altri"), calendar.last - 12
    yield Line(calendar.at(asked, 18), ROSA, requested(calendar, it, since, until, True), "family")
    yield Line(calendar.at(asked, 20), GIULIA, AgreeToStay(**it, tell_arrival=True))
    for other in (CHIARA, FABIO):
        yield from given(calendar, stay_of(other, "prossimo"), other, since, until, asked - 1)
    yield Line(calendar.at(asked + 4, 9), MARTA, DeclineStay(**it, reason="given-to-another", words=WHY))


def now(calendar: Calendar) -> Iterator[Line]:
    """She is there since yesterday; another weekend is promised, one of Chiara's is asked for."""
    here, last = stay_of(GIULIA, "adesso"), calendar.last
    yield from given(calendar, here, GIULIA, last - 1, last + 1, last - 9)
    yield from cared(calendar, here, last - 1, last + 1, 4)
    yield Line(calendar.at(last - 1, 18, 10), SARA, CheckIn(**here))
    yield from given(calendar, stay_of(GIULIA, "prossimo"), GIULIA, last + 19, last + 21, last - 5)
    later = requested(calendar, stay_of(CHIARA, "dopo"), last + 26, last + 28, False)
    yield Line(calendar.at(last - 2, 17), CHIARA, later, "self")
