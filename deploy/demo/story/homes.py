"""Small flats of the town, each for two young people; the third waits for its first pair."""

from collections.abc import Iterator

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from events.matching.home import MakeHomeAvailable, RegisterHome, SetSolutionType
from tests.people import COMUNE, HOME_PONTETETTO, HOME_SAN_CONCORDIO, HOME_SAN_VITO, MARTA

HOMES = (
    (HOME_SAN_VITO, "Casa San Vito", "San Vito", ("step-free", "lift"), 40),
    (HOME_PONTETETTO, "Casa Pontetetto", "Pontetetto", (), 40),
    (HOME_SAN_CONCORDIO, "Casa San Concordio", "San Concordio", ("step-free",), 120),
)


def lines(calendar: Calendar) -> Iterator[Line]:
    for n, (id, name, district, access, free) in enumerate(HOMES):
        own = {"stream": id, "dossier": id}
        home = RegisterHome(
            **own, owner=COMUNE, district=district, name=name, places=2, rooms=3, accessibility=access,
            since=calendar.start,
        )  # fmt: skip
        yield Line(calendar.at(1, 9, n), MARTA, home)
        yield Line(calendar.at(1, 10, n), MARTA, SetSolutionType(**own, type="youth"))
        yield Line(calendar.at(20, 9, n), MARTA, MakeHomeAvailable(**own, since=calendar.day(free)))
