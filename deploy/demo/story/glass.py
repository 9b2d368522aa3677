"""The glass is broken twice: by the auditor, reviewed the next day; and by Sara last night, still to be reviewed."""

from collections.abc import Iterator

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from events.accompaniment.glass import BreakGlass, ReviewGlass
from events.category import Category
from tests.people import COHABITATION_PONTETETTO, COHABITATION_SAN_VITO, DARIO, MARTA, SARA, id_of

FIRST, SECOND = id_of("Apertura di Dario"), id_of("Apertura di Sara")


def lines(calendar: Calendar) -> Iterator[Line]:
    audit = BreakGlass(
        stream=FIRST, dossier=COHABITATION_PONTETETTO, ground="inspection",
        categories=(Category.VISIT_PROFESSIONAL,),
        reason="Due visite hanno la stessa durata al minuto: leggo le note per capire se sono due.",
    )  # fmt: skip
    yield Line(calendar.at(100, 11), DARIO, audit)
    review = ReviewGlass(
        stream=FIRST, dossier=COHABITATION_PONTETETTO, outcome="justified",
        words="La verifica era annunciata e le note sono due.",
    )  # fmt: skip
    yield Line(calendar.at(101, 9), MARTA, review)
    night = BreakGlass(
        stream=SECOND, dossier=COHABITATION_SAN_VITO, ground="authority-asks", categories=(Category.JUDICIAL,),
        reason="La questura telefona di notte e chiede se qualcuno ha un obbligo di firma.",
    )  # fmt: skip
    yield Line(calendar.at(calendar.last - 1, 22), SARA, night)
