import pytest

from events.category import Category
from events.pacts.balance import Owed
from events.pacts.ledger import CounterExpense, Settle
from events.role import Role
from frontend.pages.expenses.page import mine, people
from frontend.pages.expenses.projection import projection
from frontend.pages.expenses.queries import account
from frontend.visibility import Sight, sight
from tests.frontend.pages.telling import rows
from tests.frontend.pages.two_at_home import told
from tests.people import AHMED, MARCO, MARTA, SARA, UGO
from tests.services.pacts.house import HOME
from tests.services.pacts.test_ledger import BACK, BILL, ELEVENTH, RIGHT, ahmed, ask, marco, paid


def corrected():
    house = paid()
    wrong = {"entry": BILL, "person": AHMED.id, "reason": "wrong-amount", "instead": RIGHT, "cents": 48_00}
    house.tell(ask(CounterExpense, **wrong, label="Luce"), ahmed())
    return house


def test_who_owes_whom_is_one_sentence():
    known = account(told(paid(), projection).db, HOME)

    assert mine(known, AHMED.id) == mine(known, MARCO.id) == Owed(AHMED.id, MARCO.id, 42_00)
    assert [entry.part_of(AHMED.id) for entry in known.entries] == [42_00]
    assert [entry.part_of(MARCO.id) for entry in known.entries] == [42_00]


def test_what_was_put_right_stays_struck_out_beside_what_counts():
    known = account(told(corrected(), projection).db, HOME)

    right, wrong = known.entries
    assert (right.id, right.cents, right.countered_by) == (RIGHT, 48_00, None)
    assert (wrong.cents, wrong.countered_by, wrong.reason, wrong.instead) == (
        84_00,
        AHMED.id,
        "wrong-amount",
        RIGHT,
    )
    assert known.balance == {MARCO.id: 24_00, AHMED.id: -24_00}


def test_given_back_they_are_even():
    house = paid()
    house.tell(ask(Settle, entry=BACK, person=MARCO.id, payer=AHMED.id, payee=MARCO.id, cents=42_00), marco())
    it = told(house, projection)
    reader = it.reader(AHMED, Role.COHABITANT, ELEVENTH)

    assert mine(account(it.db, HOME), AHMED.id) is None
    assert {cents for _, cents in people(it.db, reader, account(it.db, HOME))} == {0}


def test_what_it_was_for_is_read_by_the_home_and_by_nobody_else_in_full():
    it = told(paid(), projection)
    seen = {
        who: sight(it.reader(who, role, ELEVENTH), HOME, Category.EXPENSES)
        for who, role in ((AHMED, Role.COHABITANT), (SARA, Role.OPERATOR), (MARTA, Role.COORDINATOR), (UGO, Role.SELF))
    }  # fmt: skip

    assert seen[AHMED] is Sight.FULL
    assert seen[SARA] is Sight.SUMMARY
    assert seen[UGO] is Sight.NONE


@pytest.mark.parametrize("seed", range(3))
def test_its_tables_are_the_same_under_any_interleaving(seed):
    it = told(corrected(), projection)

    assert rows(it.taken(it.shuffled(seed)), projection) == rows(it.db, projection)
