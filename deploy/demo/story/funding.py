"""Who pays: two funding lines, what goes to each, what was spent; and what the auditor asked about it."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.accompaniment import visit_of
from deploy.demo.story.matching import SINCE
from events.network.attribution import AttributeEffort, AttributePlace, attribution_of
from events.network.cost import CounterCost, RecordCost
from events.network.finding import AnswerFinding, RaiseFinding
from events.network.line import ExtendLine, OpenLine
from tests import people as cast
from tests.people import DARIO, MARTA, id_of

LINE, REGION = id_of("Linea Dopo di Noi"), id_of("Linea regionale abitare solidale")
FIRST_END, END = 100, 365
FINDING, OPEN_FINDING = id_of("Rilievo sulla visita mancata"), id_of("Rilievo sulle spese di lettera d")
LINES = (
    (LINE, "DDN-2026", "Dopo di Noi, abitare insieme", "DGR 1448/2026"),
    (REGION, "REG-689", "Abitare solidale", "DGR 689/2026"),
)
SHARES = (
    (cast.COHABITATION_SAN_VITO, LINE, 100),
    (cast.COHABITATION_PONTETETTO, LINE, 60),
    (cast.COHABITATION_PONTETETTO, REGION, 40),
)
COSTS = (
    (52, "d", 1_240_00, cast.COHABITATION_SAN_VITO, "Fattura 31/2026, letti e armadi"),
    (54, "d", 980_50, cast.COHABITATION_PONTETETTO, "Fattura 38/2026, cucina"),
    (66, "b", 312_40, cast.COHABITATION_SAN_VITO, "Ricevuta 7/2026, ausili per la casa"),
    (80, "c", 450_00, None, "Fattura 52/2026, corso di bilancio familiare"),
    (97, "b", 84_00, cast.COHABITATION_PONTETETTO, "Ricevuta 11/2026, mediatrice culturale"),
)
NOTICED = "Una visita della seconda casa risulta mancata: che cosa è stato fatto in quella settimana?"
ANSWER = "L'operatrice ha telefonato il giorno dopo; la visita successiva è stata anticipata di tre giorni."
STILL_OPEN = "Nelle spese di lettera d manca il confronto fra preventivi per la cucina."


def lines(calendar: Calendar) -> Iterator[Line]:
    for n, (line, code, name, act) in enumerate(LINES):
        until = calendar.day(FIRST_END if line == LINE else END)
        opened = OpenLine(
            stream=line, dossier=line, code=code, name=name, act=act, since=calendar.start, until=until
        )
        yield Line(calendar.at(1, 9, n), MARTA, opened)
    extended = ExtendLine(stream=LINE, dossier=LINE, until=calendar.day(END), act="DD 77/2026")
    yield Line(calendar.at(40, 9), MARTA, extended)
    for n, (place, line, share) in enumerate(SHARES):
        yield Line(calendar.at(SINCE, 8, n), MARTA, attributed(calendar, place, line, share))
    yield from costs(calendar)
    yield from by_itself(calendar)
    yield from findings(calendar)


def attributed(calendar: Calendar, place: UUID, line: UUID, share: int) -> AttributePlace:
    return AttributePlace(
        stream=attribution_of(place), dossier=place, line=line, share=share, since=calendar.day(SINCE - 5),
        until=calendar.day(END),
    )  # fmt: skip


def costs(calendar: Calendar) -> Iterator[Line]:
    for n, (day, code, cents, place, evidence) in enumerate(COSTS):
        cost = RecordCost(
            stream=id_of(f"Spesa {n}"), dossier=LINE, code=code, cents=cents, on=calendar.day(day),
            cohabitation=place, evidence=evidence,
        )  # fmt: skip
        yield Line(calendar.at(day + 1, 15, n), MARTA, cost)
    back = CounterCost(stream=id_of("Spesa 2"), dossier=LINE, cents=12_40, reason="wrong-amount")
    yield Line(calendar.at(70, 15), MARTA, back)


def by_itself(calendar: Calendar) -> Iterator[Line]:
    """The first visit at San Vito was half for the region's line, whatever its home is on."""
    own = visit_of(cast.COHABITATION_SAN_VITO, 0)
    day = calendar.day(SINCE + 3)
    for n, line in enumerate((LINE, REGION)):
        command = AttributeEffort(
            stream=attribution_of(own["stream"]), dossier=own["dossier"], effort=own["stream"], line=line,
            share=50, on=day,
        )  # fmt: skip
        yield Line(calendar.at(SINCE + 5, 12, n), MARTA, command)


def findings(calendar: Calendar) -> Iterator[Line]:
    noticed = {"stream": FINDING, "dossier": cast.COHABITATION_PONTETETTO}
    asked = {"stream": OPEN_FINDING, "dossier": LINE}
    last = calendar.last
    yield Line(calendar.at(last - 9, 10), DARIO, RaiseFinding(**noticed, kind="case", text=NOTICED))
    yield Line(calendar.at(last - 6, 11), MARTA, AnswerFinding(**noticed, text=ANSWER))
    until = calendar.day(last - 3)
    figure = RaiseFinding(
        **asked,
        kind="figure",
        figure="cost-d",
        since=until - timedelta(days=90),
        until=until,
        text=STILL_OPEN,
    )
    yield Line(calendar.at(last - 2, 10), DARIO, figure)
