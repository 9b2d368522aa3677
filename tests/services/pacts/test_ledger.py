from datetime import date, timedelta

from events.category import Category
from events.pacts.balance import Owed, balances, owed
from events.pacts.ledger import (
    CounterExpense,
    ExpenseCountered,
    ExpenseRecorded,
    Part,
    RecordExpense,
    Settle,
    Settled,
    ledger_of,
)
from events.sealed import seal
from tests.people import AHMED, AMINA, MARCO, id_of
from tests.services.pacts.house import HOME, on, opened

MONDAY = date(2026, 3, 2)
BILL, RIGHT, BACK = id_of("bolletta"), id_of("bolletta giusta"), id_of("restituiti")
ELEVENTH = MONDAY + timedelta(days=9)


def ask(kind: type, **said):
    return kind(stream=ledger_of(HOME), dossier=HOME, **said)


def marco(day=ELEVENTH):
    return on(day, MARCO, "cohabitant")


def ahmed(day=ELEVENTH):
    return on(day, AHMED, "cohabitant")


def bill(cents=84_00, **more):
    return ask(
        RecordExpense,
        **{"entry": BILL, "person": MARCO.id, "cents": cents, "on": ELEVENTH, "label": "Luce", **more},
    )


def paid(cents=84_00):
    house = opened(MONDAY)
    house.tell(bill(cents), marco())
    return house


def balance(house):
    return balances(fact for _, fact in house.facts)


def parts(mine, his):
    return tuple(Part(person=it, cents=cents) for it, cents in sorted(((MARCO.id, mine), (AHMED.id, his))))


def test_a_bill_of_84_is_shared_in_two_as_the_pact_says():
    (fact,) = opened(MONDAY).tell(bill(), marco())

    assert fact == ExpenseRecorded(
        entry=BILL, cohabitation=HOME, payer=MARCO.id, cents=84_00, parts=parts(42_00, 42_00), split="equal",
        on=ELEVENTH, label=seal("Luce", HOME, Category.EXPENSES),
    )  # fmt: skip


def test_a_cent_that_cannot_be_shared_stays_with_who_paid():
    house = paid(11_11)

    assert balance(house) == {MARCO.id: 5_55, AHMED.id: -5_55}


def test_the_same_entry_twice_is_one():
    assert paid().tell(bill(), marco()) == []


def test_only_who_lived_there_that_day_pays_and_shares_and_nothing_is_spent_tomorrow():
    house = opened(MONDAY)

    assert house.refusal(bill(on=MONDAY - timedelta(days=1)), marco()) == "ledger.not-living-here"
    assert house.refusal(bill(person=AMINA.id), on(ELEVENTH, AMINA, "cohabitant")) == "ledger.not-living-here"
    assert house.refusal(bill(on=ELEVENTH + timedelta(days=1)), marco()) == "ledger.not-yet"


def test_a_correction_stands_against_the_entry_and_says_it_right_beside_it():
    house = paid()
    wrong = ask(
        CounterExpense,
        entry=BILL,
        person=AHMED.id,
        reason="wrong-amount",
        instead=RIGHT,
        cents=48_00,
        label="Luce",
    )

    against, right = house.tell(wrong, ahmed())

    assert against == ExpenseCountered(entry=BILL, person=AHMED.id, reason="wrong-amount", instead=RIGHT)
    assert (right.payer, right.cents, right.on) == (MARCO.id, 48_00, ELEVENTH)
    assert house.of(ExpenseRecorded)[0].cents == 84_00
    assert balance(house) == {MARCO.id: 24_00, AHMED.id: -24_00}
    assert house.tell(wrong, ahmed()) == []


def test_a_correction_that_only_takes_away_needs_no_words():
    house = paid()

    assert [
        type(it)
        for it in house.tell(ask(CounterExpense, entry=BILL, person=MARCO.id, reason="twice"), marco())
    ] == [ExpenseCountered]
    assert not any(balance(house).values())


def test_what_is_given_back_is_never_more_than_is_owed():
    house = paid()
    back = {"entry": BACK, "person": AHMED.id, "payer": AHMED.id, "payee": MARCO.id}

    assert house.refusal(ask(Settle, **back, cents=42_01), ahmed()) == "ledger.more-than-owed"
    assert (
        house.refusal(ask(Settle, **{**back, "person": AMINA.id}, cents=1), ahmed())
        == "ledger.not-between-these"
    )
    assert house.tell(ask(Settle, **back, cents=42_00), ahmed()) == [
        Settled(entry=BACK, cohabitation=HOME, payer=AHMED.id, payee=MARCO.id, cents=42_00, on=ELEVENTH)
    ]
    assert list(owed(balance(house))) == []


def test_debts_of_several_go_through_the_fewest_hands():
    assert list(owed({MARCO.id: 30, AHMED.id: -10, AMINA.id: -20})) == [
        Owed(AMINA.id, MARCO.id, 20),
        Owed(AHMED.id, MARCO.id, 10),
    ]
