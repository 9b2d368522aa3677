"""Funding lines, what is attributed to them, what is spent on them, and claims closed over them."""

from datetime import date, timedelta

import pytest

from events.network.attribution import (
    BY_DAY,
    AttributeEffort,
    AttributePlace,
    AttributionEnded,
    EffortAttributed,
    EndAttribution,
    attribution_of,
)
from events.network.claim import CloseClaim, Total, claim_of
from events.network.cost import CostCountered, CostRecorded, CounterCost, RecordCost
from events.network.line import ExtendLine, LineExtended, LineOpened, OpenLine
from services.network.attribution import ATTRIBUTION, Attribution
from services.network.claim import CLAIM, Claim
from services.network.cost import COST, Cost
from services.network.line import LINE as DECIDER
from services.network.line import Line
from tests.people import id_of
from tests.services.network.funded import HERE, JANUARY, JULY, LINE, OTHER, line, share
from tests.services.story import act, given, refused, when

MARCH = date(2026, 3, 1)
OWN = {"stream": LINE, "dossier": LINE}
VISIT, COST_ID = id_of("una visita"), id_of("una spesa")
OPEN = given(DECIDER, line())


def place(line=LINE, share=100, since=JANUARY, until=JULY):
    return AttributePlace(
        stream=attribution_of(HERE), dossier=HERE, line=line, share=share, since=since, until=until
    )


def effort(share, line=LINE, on=MARCH):
    return AttributeEffort(
        stream=attribution_of(VISIT), dossier=HERE, effort=VISIT, line=line, share=share, on=on
    )


def cost(cents=84_00, on=MARCH):
    return RecordCost(stream=COST_ID, dossier=LINE, code="b", cents=cents, on=on, evidence="Fattura 12")


def test_a_line_is_opened_once_and_extended_by_an_act_never_shortened():
    it = {"code": "DDN-2026", "name": "Dopo di Noi", "act": "DGR 2912/2025", "since": JANUARY, "until": JULY}
    later = ExtendLine(**OWN, until=JULY + timedelta(31), act="DGR 3000/2026")

    assert when(DECIDER, OpenLine(**OWN, **it), Line()) == [line()]
    assert when(DECIDER, OpenLine(**OWN, **it), OPEN) == []
    assert refused(DECIDER, OpenLine(**OWN, **{**it, "code": "ALTRA"}), OPEN) == "line.already-open"
    assert when(DECIDER, later, OPEN) == [
        LineExtended(line=LINE, before=JULY, until=later.until, act="DGR 3000/2026")
    ]
    assert refused(DECIDER, ExtendLine(**OWN, until=MARCH, act="1"), OPEN) == "line.never-shortened"


def test_nothing_is_attributed_outside_the_line_until_it_is_extended():
    into_july = place(until=JULY + timedelta(9))
    extended = given(DECIDER, line(), LineExtended(line=LINE, before=JULY, until=into_july.until, act="1"))

    assert refused(ATTRIBUTION, into_july, Attribution(), line=OPEN) == "attribution.outside-the-line"
    assert len(when(ATTRIBUTION, into_july, Attribution(), line=extended)) == 1
    assert (
        refused(ATTRIBUTION, effort(50, on=JULY), Attribution(), line=OPEN) == "attribution.outside-the-line"
    )
    assert refused(ATTRIBUTION, place(), Attribution(), line=Line()) == "attribution.outside-the-line"


def test_shares_of_a_place_never_pass_the_whole_on_any_day():
    sixty = given(ATTRIBUTION, share(60), share(40, OTHER, until=MARCH))

    third = id_of("terza linea")
    assert refused(ATTRIBUTION, place(third, 1), sixty, line=OPEN) == "attribution.more-than-all"
    assert len(when(ATTRIBUTION, place(third, 40, since=MARCH), sixty, line=OPEN)) == 1
    assert (
        refused(ATTRIBUTION, place(third, 41, since=MARCH), sixty, line=OPEN) == "attribution.more-than-all"
    )
    assert refused(ATTRIBUTION, place(LINE, 1), sixty, line=OPEN) == "attribution.already-in-that-line"


def test_an_attribution_ends_on_a_day_and_leaves_room_from_then_on():
    whole = given(ATTRIBUTION, share(100))
    command = EndAttribution(stream=attribution_of(HERE), dossier=HERE, line=LINE, until=MARCH)
    ended = AttributionEnded(place=HERE, line=LINE, until=MARCH)

    assert when(ATTRIBUTION, command, whole, line=OPEN) == [ended]
    after = given(ATTRIBUTION, share(100), ended)
    assert when(ATTRIBUTION, command, after, line=OPEN) == []
    assert len(when(ATTRIBUTION, place(OTHER, 100, since=MARCH), after, line=OPEN)) == 1


def test_one_visit_may_be_shared_out_by_itself_up_to_the_whole():
    half = given(
        ATTRIBUTION, EffortAttributed(effort=VISIT, line=LINE, share=50, on=MARCH, rule_version=BY_DAY)
    )

    assert refused(ATTRIBUTION, effort(51, OTHER), half, line=OPEN) == "attribution.more-than-all"
    assert len(when(ATTRIBUTION, effort(50, OTHER), half, line=OPEN)) == 1
    assert len(when(ATTRIBUTION, effort(100), half, line=OPEN)) == 1, "the newest share of a line holds"
    assert when(ATTRIBUTION, effort(50), half, line=OPEN) == []


def test_a_cost_is_taken_back_by_a_counter_entry_never_more_than_there_was():
    (recorded,) = when(COST, cost(), Cost(), line=OPEN)
    assert isinstance(recorded, CostRecorded)
    assert (recorded.cents, recorded.evidence.owner) == (84_00, LINE)
    spent = given(COST, recorded)
    part = CounterCost(stream=COST_ID, dossier=LINE, cents=4_00, reason="wrong-amount")

    (countered,) = when(COST, part, spent)
    assert countered == CostCountered(
        cost=COST_ID, line=LINE, code="b", cents=4_00, on=MARCH, reason="wrong-amount"
    )
    left = given(COST, recorded, countered)
    everything = CounterCost(stream=COST_ID, dossier=LINE, reason="entered-twice")
    (rest,) = when(COST, everything, left)
    assert rest.cents == 80_00
    assert refused(COST, everything, given(COST, recorded, countered, rest)) == "cost.more-than-is-left"
    assert refused(COST, cost(), spent, line=OPEN) == "cost.already-recorded"


@pytest.mark.parametrize(
    ("on", "why"), [(JULY, "cost.outside-the-line"), (MARCH + timedelta(5), "cost.not-spent-yet")]
)
def test_a_cost_is_of_a_day_of_the_line_that_has_come(on, why):
    assert refused(COST, cost(on=on), Cost(), line=OPEN) == why


def test_a_claim_is_closed_once_for_a_period_that_is_over():
    period = {"since": JANUARY, "until": MARCH}
    own = {"stream": claim_of(LINE, JANUARY, MARCH), "dossier": LINE}
    total = Total(figure="minutes", hundredths=90_00)
    close = CloseClaim(**own, **period, totals=(total,), size=12, root="A" * 43 + "=")

    (closed,) = when(CLAIM, close, Claim(), line=OPEN)
    assert (closed.totals, closed.root, closed.rule_version) == ((total,), close.root, BY_DAY)
    assert when(CLAIM, close, given(CLAIM, closed), line=OPEN) == []
    later = {"since": JANUARY, "until": JULY}
    unfinished = close.model_copy(update={**later, "stream": claim_of(LINE, JANUARY, JULY)})
    assert refused(CLAIM, unfinished, Claim(), act(), line=OPEN) == "claim.not-over-yet"


def test_who_audits_a_line_may_look_at_what_it_pays_for():
    (stands,) = share().standings()

    assert (stands.kind, stands.person, stands.over) == ("subject", HERE, LINE)
    assert LineOpened.standings(line()) == ()
