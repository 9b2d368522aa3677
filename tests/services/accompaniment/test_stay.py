"""One stay from the asking to the sentence about it; each rule's no by name."""

from datetime import UTC, date, datetime

import pytest

from events.accompaniment.sharing import GrantShare, shares_of
from events.accompaniment.stay import (
    FAIRNESS,
    AgreeToStay,
    ConfirmStay,
    DeclineStay,
    PublishStayRules,
    RequestStay,
    StayConfirmed,
    StayDeclined,
    stays_of,
)
from events.accompaniment.staying import CheckIn, ExtendStay, PlaceOperator, SetSupportLevel, SumUpStay
from events.category import Category
from events.envelope import Refusal
from events.role import Role
from tests.people import AMINA, GIULIA, MARCO, MARTA, ROSA, SARA, Person, id_of
from tests.services.accompaniment.keeping_books import GYM, RESPITE, Books
from tests.services.story import act


def at(day: int) -> datetime:
    return datetime(2027, 3, day, 15, tzinfo=UTC)


def own(person: Person, name: str = "uno", home=GYM) -> dict:
    stay = id_of(f"soggiorno {name} di {person.first_name}")
    return {"stream": stays_of(home), "dossier": home, "stay": stay, "person": person.id}


def asking(person: Person, since: int, until: int, name: str = "uno", home=GYM) -> RequestStay:
    days = {"since": date(2027, 3, since), "until": date(2027, 3, until)}
    return RequestStay(**own(person, name, home), **days, asked_by="person")


def ask(books: Books, person: Person, since: int, until: int, name: str = "uno", home=GYM):
    return books.decided(asking(person, since, until, name, home), act(person, "self", at=at(1)))


def confirm(books: Books, person: Person, name: str = "uno", home=GYM, **more):
    return books.decided(ConfirmStay(**own(person, name, home), **more), act(MARTA, at=at(2)))


def no(books: Books, command, by=None) -> str:
    with pytest.raises(Refusal) as refusal:
        books.decided(command, by or act(MARTA, at=at(2)))
    return refusal.value.reason


def test_nothing_beyond_the_rule_is_asked_for():
    books = Books()
    mine = act(GIULIA, "self", at=at(1))
    assert no(books, asking(GIULIA, 5, 10), mine) == "stay.too-long"
    assert no(books, asking(GIULIA, 5, 5), mine) == "stay.ends-before-it-starts"
    assert no(books, asking(GIULIA, 5, 7), act(GIULIA, "self", at=at(6))) == "stay.in-the-past"
    ask(books, GIULIA, 5, 9)
    confirm(books, GIULIA)
    assert no(books, asking(GIULIA, 20, 22, "due"), mine) == "stay.quota-used-up"
    assert no(books, asking(GIULIA, 8, 9, "due"), mine) == "stay.two-at-once"


def test_the_quota_is_counted_when_the_bed_is_given_too():
    books = Books()
    ask(books, GIULIA, 5, 8)
    ask(books, GIULIA, 20, 23, "due")
    confirm(books, GIULIA)
    assert no(books, ConfirmStay(**own(GIULIA, "due"))) == "stay.quota-used-up"


def test_family_asks_only_where_stays_are_shown_and_the_person_says_yes():
    books = Books()
    asked = RequestStay(**own(GIULIA), since=date(2027, 3, 5), until=date(2027, 3, 7), asked_by="family")
    rosa = act(ROSA, "family", at=at(1))
    assert no(books, asked, rosa) == "stay.not-shown-to-you"

    shares = {"stream": shares_of(GIULIA.id), "dossier": GIULIA.id, "to": ROSA.id, "role": Role.FAMILY}
    share = GrantShare(**shares, categories=(Category.STAYS,), until=date(2028, 1, 1))
    books.decided(share, act(GIULIA, "self", at=at(1)))
    books.decided(asked, rosa)
    assert no(books, ConfirmStay(**own(GIULIA))) == "stay.person-has-not-agreed"

    books.decided(AgreeToStay(**own(GIULIA), tell_arrival=True), act(GIULIA, "self", at=at(2)))
    (confirmed, _) = confirm(books, GIULIA)
    assert isinstance(confirmed, StayConfirmed)


def test_the_bed_goes_to_who_had_fewer_nights_and_the_other_reads_why():
    books = Books()
    ask(books, GIULIA, 2, 5)
    confirm(books, GIULIA)
    ask(books, GIULIA, 20, 22, "due")
    ask(books, AMINA, 20, 22)
    assert no(books, ConfirmStay(**own(GIULIA, "due"))) == "stay.another-comes-first"
    assert no(books, DeclineStay(**own(GIULIA, "due"), reason="given-to-another")) == "stay.there-is-a-bed"

    (given, _) = confirm(books, AMINA)
    (told,) = books.decided(DeclineStay(**own(GIULIA, "due"), reason="given-to-another"), act(at=at(3)))

    assert isinstance(given, StayConfirmed)
    assert isinstance(told, StayDeclined)
    assert (given.rule, given.own_nights, given.next_nights) == (FAIRNESS, 0, 3)
    assert (told.rule, told.own_nights, told.other_nights) == (FAIRNESS, 3, 0)


def test_out_of_turn_only_with_a_reason_that_stays_with_the_fact():
    books = Books()
    ask(books, GIULIA, 2, 5)
    confirm(books, GIULIA)
    ask(books, GIULIA, 20, 22, "due")
    ask(books, AMINA, 20, 22)
    given = confirm(books, GIULIA, "due", out_of_turn="families-agreed")[0]
    assert isinstance(given, StayConfirmed)
    assert given.out_of_turn == "families-agreed"


def test_no_arrival_before_the_support_is_said_and_each_night_has_its_operator():
    books = Books()
    ask(books, GIULIA, 5, 7)
    confirm(books, GIULIA)
    arriving, sara = CheckIn(**own(GIULIA)), act(SARA, at=at(5))
    assert no(books, arriving, sara) == "stay.no-support-level"
    books.decided(SetSupportLevel(**own(GIULIA), level=4), sara)
    assert no(books, arriving, sara) == "stay.no-operator-that-day"
    place = PlaceOperator(**own(GIULIA), operator=SARA.id, days=(date(2027, 3, 5), date(2027, 3, 6)))
    books.decided(place, sara)
    assert no(books, SumUpStay(**own(GIULIA), words="Bene."), sara) == "stay.not-begun"
    assert books.decided(arriving, sara)
    assert not books.decided(arriving, sara)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"reason": " ", "authoriser": MARTA.id}, "stay.extension-needs-a-reason"),
        ({"reason": "treno", "authoriser": None}, "stay.extension-needs-someone"),
    ],
)
def test_longer_only_with_a_reason_and_somebody_who_authorises_it(more, reason):
    books = Books()
    ask(books, GIULIA, 5, 7)
    confirm(books, GIULIA)
    assert no(books, ExtendStay(**own(GIULIA), until=date(2027, 3, 8), **more)) == reason


def test_relief_is_for_severe_disability_with_every_hour_covered():
    books = Books()
    ask(books, MARCO, 5, 7, home=RESPITE)
    ask(books, AMINA, 10, 12, home=RESPITE)
    assert no(books, ConfirmStay(**own(MARCO, home=RESPITE))) == "stay.relief-is-for-severe"
    assert no(books, ConfirmStay(**own(AMINA, home=RESPITE))) == "stay.hours-not-covered"


def test_a_structure_has_two_beds_of_relief_at_most():
    books = Books()
    rules = {"edition": "due", "beds": 3, "longest": 5, "yearly": 30, "source": "prova"}
    command = PublishStayRules(stream=stays_of(RESPITE), dossier=RESPITE, **rules)
    assert no(books, command) == "stay.too-many-beds"
