"""What two of one home told each other through Parliamone, and the money they shared out."""

from collections.abc import Iterator
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.pacts import AMENDED, PAIRS, RULE, terms
from deploy.demo.words import AHMEDS_SIDE, BILLS, MARCOS_SIDE
from events.pacts.ledger import CounterExpense, RecordExpense, Settle, ledger_of
from events.pacts.pact import Wanted
from events.pacts.tension import (
    AgreeTrialRule,
    OpenTension,
    ProposeTrialRule,
    ReviewTrialRule,
    TellSide,
    tensions_of,
)
from events.pacts.trial import Change
from tests.people import AHMED, MARCO, Person, id_of

HOME = PAIRS[0][0]
OPENED = AMENDED - 17
PAYERS: dict[str, Person] = {"Ahmed": AHMED, "Marco": MARCO}


def lines(calendar: Calendar) -> Iterator[Line]:
    yield from talked(calendar)
    yield from rated(calendar)
    yield from paid(calendar)


def ours() -> dict[str, UUID]:
    return {"stream": tensions_of(HOME), "dossier": HOME, "tension": id_of("Ospiti a San Vito")}


def talked(calendar: Calendar) -> Iterator[Line]:
    """Late guests: each side in private, a night in between, one rule for a fortnight."""
    (happened, need), (his, wish) = MARCOS_SIDE, AHMEDS_SIDE
    begin = OpenTension(**ours(), person=MARCO.id, happened=happened, need=need)
    yield Line(calendar.at(OPENED, 23, 5), MARCO, begin)
    tell = TellSide(**ours(), person=AHMED.id, happened=his, need=wish)
    yield Line(calendar.at(OPENED + 1, 15), AHMED, tell)
    rule = {"proposal": id_of("Ospiti fino alle 22"), "words": "Ospiti in casa fino alle 22."}
    wish_for = ProposeTrialRule(
        **ours(), **rule, person=MARCO.id, change=Change(clause="guests", hour=22), days=14
    )
    yield Line(calendar.at(OPENED + 2, 19), MARCO, wish_for)
    yes = AgreeTrialRule(**ours(), proposal=rule["proposal"], person=AHMED.id)
    yield Line(calendar.at(OPENED + 2, 20), AHMED, yes)


def rated(calendar: Calendar) -> Iterator[Line]:
    """It works for both: the last answer asks for it as the second version of their pact."""
    text = Wanted(**terms(calendar), own_rules=(RULE,))
    for hour, person in ((9, MARCO), (18, AHMED)):
        said = ReviewTrialRule(
            **ours(), proposal=id_of("Ospiti fino alle 22"), person=person.id, verdict="works", pact=text
        )
        yield Line(calendar.at(AMENDED, hour), person, said)


def paid(calendar: Calendar) -> Iterator[Line]:
    """A bill that was read wrong is put right beside it; half of what was owed is given back."""
    own = {"stream": ledger_of(HOME), "dossier": HOME}
    for n, (day, who, cents, label) in enumerate(BILLS):
        person = PAYERS[who]
        spend = RecordExpense(
            **own, entry=id_of(f"Spesa {n}"), person=person.id, cents=cents, on=calendar.day(day), label=label
        )
        yield Line(calendar.at(day, 19, n), person, spend)
    right = CounterExpense(
        **own, entry=id_of("Spesa 0"), person=AHMED.id, reason="wrong-amount", instead=id_of("Spesa 0 bis"),
        cents=84_00, label=BILLS[0][3],
    )  # fmt: skip
    yield Line(calendar.at(101, 20), AHMED, right)
    back = Settle(
        **own, entry=id_of("Restituiti"), person=MARCO.id, payer=AHMED.id, payee=MARCO.id, cents=20_00
    )
    yield Line(calendar.at(112, 21), MARCO, back)
