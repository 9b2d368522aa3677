"""Giulia in her own words: how she reads, how she is, what she did, and once a call for help that was heard."""

from collections.abc import Iterator

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.accompaniment import goal_of
from events.accompaniment.help import AskHelp, EndHelp, HearHelp
from events.accompaniment.own_days import Help, TellDone, TellMood, Thing, own_days_of
from events.network.reading import ChooseReading, reading_of
from tests.people import COHABITATION_PONTETETTO, GIULIA, SARA, id_of

# Days before today: her face, what she did, who helped.
DAYS: tuple[tuple[int, int, Thing, Help], ...] = (
    (9, 4, "cooked", "with-help"),
    (8, 3, "shopping", "together"),
    (7, 2, "dishes", "alone"),
    (5, 4, "laundry", "with-help"),
    (4, 5, "went-out", "alone"),
    (2, 4, "cooked", "alone"),
    (1, 4, "cleaned", "together"),
)
CALLED = 7


def lines(calendar: Calendar) -> Iterator[Line]:
    reading = ChooseReading(stream=reading_of(GIULIA.id), dossier=GIULIA.id, easy=True)
    yield Line(calendar.at(58, 18), GIULIA, reading, "self")
    own = {"stream": own_days_of(GIULIA.id), "dossier": GIULIA.id}
    for before, face, thing, help in DAYS:
        n = calendar.last - before
        done = id_of(f"Giulia: {thing}, {before} giorni fa")
        yield Line(calendar.at(n, 19), GIULIA, TellMood(**own, face=face))
        yield Line(calendar.at(n, 19, 5), GIULIA, TellDone(**own, done=done, thing=thing, help=help))
    goal = {"goal": goal_of(GIULIA, 0), "home": COHABITATION_PONTETETTO}
    about = TellDone(**own, done=id_of("Giulia: obiettivo"), thing="goal", help="with-help", **goal)
    yield Line(calendar.at(calendar.last - 3, 18), GIULIA, about)
    yield from heard(calendar)


def heard(calendar: Calendar) -> Iterator[Line]:
    call = {"stream": id_of("Giulia chiede aiuto"), "dossier": GIULIA.id}
    n = calendar.last - CALLED
    yield Line(calendar.at(n, 17), GIULIA, AskHelp(**call, where="someone"))
    yield Line(calendar.at(n, 17, 10), SARA, HearHelp(**call))
    yield Line(calendar.at(n, 18, 30), GIULIA, EndHelp(**call))
