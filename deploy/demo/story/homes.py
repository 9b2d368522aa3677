"""Two small flats of the town, each for two young people."""

from collections.abc import Iterator

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from events.matching.home import MakeHomeAvailable, RegisterHome, SetSolutionType
from tests.people import COMUNE, HOME_PONTETETTO, HOME_SAN_VITO, MARTA

HOMES = (
    (HOME_SAN_VITO, "Casa San Vito", "San Vito", ("step-free", "lift")),
    (HOME_PONTETETTO, "Casa Pontetetto", "Pontetetto", ()),
)


def lines(calendar: Calendar) -> Iterator[Line]:
    for n, (id, name, district, access) in enumerate(HOMES):
        own = {"stream": id, "dossier": id}
        home = RegisterHome(
            **own, owner=COMUNE, district=district, name=name, places=2, rooms=3, accessibility=access,
            since=calendar.start,
        )  # fmt: skip
        yield Line(calendar.at(1, 9, n), MARTA, home)
        yield Line(calendar.at(1, 10, n), MARTA, SetSolutionType(**own, type="youth"))
        yield Line(calendar.at(20, 9, n), MARTA, MakeHomeAvailable(**own, since=calendar.day(40)))
