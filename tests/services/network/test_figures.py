"""Figures: each the sum of the facts behind it, and never more than there was, over all lines together (I26)."""

import random
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from events.category import Category
from events.envelope import Refusal
from events.network.attribution import (
    AttributeEffort,
    AttributePlace,
    AttributionEnded,
    EffortAttributed,
    EndAttribution,
    attribution_of,
)
from events.network.cost import CostCountered, CostRecorded
from events.network.figures import FIGURES, counted, line_figures, totals
from events.network.figures.days import central_european, legal_day
from events.network.line import LineExtended
from events.pacts.cohabitation import MemberJoined, MemberLeft
from events.sealed import seal
from services.network.attribution import ATTRIBUTION
from services.network.line import LINE as LINES
from tests.people import AHMED, COHABITATION_PONTETETTO, MARCO, id_of
from tests.services.network.funded import (
    HERE,
    JANUARY,
    JULY,
    LINE,
    OTHER,
    Told,
    at,
    doubled,
    line,
    opened,
    share,
)
from tests.services.story import act

PERIOD = ("2026-01-01", "2026-07-01")
MARCH = date(2026, 3, 1)


def figures_of(told: Told, it=LINE, period=PERIOD):
    return line_figures(told.records, str(it), *period)


def test_a_visit_counts_once_with_the_minutes_said_last_and_keeps_all_its_facts():
    told = opened().attributed(share(100))
    told.visit("uno", MARCH, 50, 45)

    visit, minutes = (it for it in counted(told.records, str(LINE), *PERIOD) if it.figure != "cohabitations")
    assert (visit.figure, visit.hundredths) == ("visits", 100)
    assert (minutes.hundredths, minutes.corrected, len(minutes.facts)) == (45_00, True, 3)


def test_what_is_outside_the_share_the_line_or_the_period_does_not_count():
    told = opened().attributed(share(100, until=MARCH))
    told.visit("dopo la quota", MARCH, 50)
    told.visit("prima della linea", JANUARY - timedelta(1), 50)
    told.visit("di altri", MARCH - timedelta(1), 50, place=COHABITATION_PONTETETTO)

    assert figures_of(told) == dict.fromkeys(FIGURES, 0) | {"cohabitations": 100}
    told.visit("nella quota", MARCH - timedelta(1), 50)
    assert figures_of(told)["minutes"] == 50_00
    assert figures_of(told, period=("2026-01-01", "2026-02-28"))["minutes"] == 0


def test_an_extended_line_counts_up_to_its_new_end():
    until = JULY + timedelta(31)
    extended = LineExtended(line=LINE, before=JULY, until=until, act="1")
    told = opened(line(), extended).attributed(share(100, until=until))
    told.visit("di luglio", JULY + timedelta(3), 30)

    assert figures_of(told, period=("2026-01-01", "2026-12-31"))["minutes"] == 30_00


def test_one_attributed_alone_no_longer_follows_its_place():
    told = opened().attributed(share(100))
    stream = told.visit("uno", MARCH, 50)
    for it, percent in ((OTHER, 30), (LINE, 20)):
        fact = EffortAttributed(effort=stream, line=it, share=percent, on=MARCH, rule_version="1")
        told.tell(attribution_of(stream), fact, HERE)

    assert figures_of(told)["minutes"] == 50 * 20
    fact = EffortAttributed(effort=stream, line=LINE, share=0, on=MARCH, rule_version="1")
    told.tell(attribution_of(stream), fact, HERE)
    assert (figures_of(told)["minutes"], figures_of(told)["visits"]) == (0, 0)


def test_nights_are_of_who_lives_there_while_the_share_lasts():
    told = opened().attributed(share(100, until=MARCH))
    for person in (AHMED, MARCO):
        told.tell(HERE, MemberJoined(cohabitation=HERE, person=person.id, since=date(2026, 2, 20)))
    told.tell(HERE, MemberLeft(cohabitation=HERE, person=MARCO.id, until=date(2026, 2, 25)))

    assert figures_of(told)["nights"] == (9 + 5) * 100
    assert figures_of(told)["cohabitations"] == 100


def test_a_counter_entry_takes_a_cost_back_in_its_own_period():
    told, spent = opened(), {"cost": id_of("spesa"), "line": LINE, "code": "b", "on": MARCH}
    evidence = seal("Fattura 12", LINE, Category.PROOFS)
    told.tell(spent["cost"], CostRecorded(**spent, cents=84_00, cohabitation=None, evidence=evidence), LINE)
    told.tell(spent["cost"], CostCountered(**spent, cents=4_00, reason="wrong-amount"), LINE)

    assert (figures_of(told)["cost-b"], figures_of(told)["cost-a"]) == (80_00, 0)
    assert [it.hundredths for it in counted(told.records, str(LINE), *PERIOD)] == [84_00, -4_00]


def test_a_visit_is_of_the_legal_day_it_began_also_where_no_time_zone_is_known():
    assert legal_day("2026-03-28T23:30:00Z", "Europe/Rome") == "2026-03-29"
    assert legal_day("2026-03-28T23:30:00Z", "no such zone") == "2026-03-29"
    for hour in range(24 * 366):
        moment = at(JANUARY, 0) + timedelta(hours=hour)
        assert (
            legal_day(moment.isoformat(), "Europe/Rome")
            == (moment + central_european(moment)).date().isoformat()
        )


DAYS = st.integers(0, 180).map(lambda n: JANUARY + timedelta(n))
COMMANDS = st.lists(
    st.tuples(st.sampled_from(["place", "end", "effort"]), st.sampled_from([LINE, OTHER, id_of("terza")]),
              st.integers(0, 100), DAYS, DAYS, st.integers(0, 4)),
    max_size=25,
)  # fmt: skip
VISITS = st.lists(
    st.tuples(DAYS, st.lists(st.integers(1, 300), min_size=1, max_size=3)), min_size=1, max_size=5
)


def asked(kind, it, percent, since, until, visit):
    place = {"stream": attribution_of(HERE), "dossier": HERE, "line": it}
    stream = id_of(f"visita {visit}")
    match kind:
        case "place":
            return AttributePlace(**place, share=max(1, percent), since=since, until=until)
        case "end":
            return EndAttribution(**place, until=until)
        case _:
            alone = {"stream": attribution_of(stream), "dossier": HERE, "effort": stream}
            return AttributeEffort(**alone, line=it, share=percent, on=since)


@settings(max_examples=150, deadline=None)
@given(COMMANDS, VISITS, st.randoms(use_true_random=False))
def test_all_lines_together_never_count_more_than_there_was(commands, visits, chance: random.Random):
    lines = [LINE, OTHER, id_of("terza")]
    told, states = opened(*(line(it) for it in lines)), {}
    for one in commands:
        command = asked(*one)
        state = states.get(command.stream, ATTRIBUTION.initial)
        try:
            facts = list(ATTRIBUTION.decide(state, command, act(), line=LINES.fold([line(command.line)])))
        except Refusal:
            continue
        states[command.stream] = ATTRIBUTION.fold(facts, state)
        for fact in facts:
            told.tell(command.stream, fact, HERE)
    told.tell(HERE, MemberJoined(cohabitation=HERE, person=AHMED.id, since=JANUARY))
    for n, (day, minutes) in enumerate(visits):
        told.visit(f"visita {n}", day, *minutes)

    shuffled = doubled(told.records)
    chance.shuffle(shuffled)
    each = {it: counted(shuffled, str(it), *PERIOD) for it in lines}
    sums = {figure: sum(totals(items)[figure] for items in each.values()) for figure in FIGURES}
    assert sums["minutes"] <= 100 * sum(minutes[-1] for _, minutes in visits)
    assert sums["nights"] <= 100 * 181
    taken = Counter()
    for items in each.values():
        taken.update({it.stream: it.share for it in items if it.figure == "minutes"})
    assert max(taken.values(), default=0) <= 100
    for it, items in each.items():
        assert totals(items) == line_figures(told.records, str(it), *PERIOD)
        assert all(
            it.facts and it.hundredths == it.share * it.whole
            for it in items
            if it.figure in ("minutes", "nights")
        )
        assert all(
            sum(it.hundredths for it in items if it.figure == name) == totals(items)[name] for name in FIGURES
        )


def test_an_attribution_that_ended_counts_up_to_its_last_day_only():
    told = opened().attributed(share(100))
    told.tell(attribution_of(HERE), AttributionEnded(place=HERE, line=LINE, until=MARCH), HERE)
    told.visit("dopo", MARCH, 40)
    told.visit("prima", MARCH - timedelta(1), 20)

    assert figures_of(told)["minutes"] == 20_00
