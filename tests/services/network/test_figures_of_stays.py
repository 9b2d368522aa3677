"""Nights of short stays count for the home where they were spent, until its share ends or they are attributed alone."""

from datetime import date, timedelta

from events.accompaniment.staying import CheckedIn, CheckedOut
from events.network.attribution import EffortAttributed, attribution_of
from events.network.figures import line_figures
from tests.people import HOME_SAN_CONCORDIO, MARCO, id_of
from tests.services.network.funded import LINE, OTHER, Told, at, line, opened, share

MARCH = date(2026, 3, 1)
STAY = {"stay": id_of("stay"), "person": MARCO.id}
GYM = share(50, place=HOME_SAN_CONCORDIO).model_copy(update={"kind": "home"})


def stayed() -> Told:
    told, book = opened(line(), line(OTHER)).attributed(GYM), id_of("book")
    told.tell(book, CheckedIn(**STAY, at=at(MARCH)), HOME_SAN_CONCORDIO)
    told.tell(book, CheckedOut(**STAY, on=MARCH + timedelta(2)), HOME_SAN_CONCORDIO)
    return told


def figures_of(told: Told, it=LINE) -> dict[str, int]:
    return line_figures(told.records, str(it), "2026-01-01", "2026-07-01")


def test_nights_of_a_stay_have_the_share_of_their_home_which_is_no_cohabitation():
    found = figures_of(stayed())

    assert (found["nights"], found["cohabitations"]) == (2 * 50, 0)


def test_a_stay_attributed_alone_no_longer_follows_its_home():
    told = stayed()
    alone = EffortAttributed(effort=STAY["stay"], line=OTHER, share=80, on=MARCH, rule_version="1")
    told.tell(attribution_of(STAY["stay"]), alone, HOME_SAN_CONCORDIO)

    assert (figures_of(told)["nights"], figures_of(told, OTHER)["nights"]) == (0, 2 * 80)
