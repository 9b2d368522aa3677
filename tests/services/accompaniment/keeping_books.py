"""Two homes and three people with their nights, decided as the kernel does: all of an asking, or nothing of it."""

from typing import Any
from uuid import UUID

from events.accompaniment.life_project import RecordAssessment, life_project_of
from events.accompaniment.nights import nights_of
from events.accompaniment.stay import OpenBook, PublishStayRules, stays_of
from events.envelope import Refusal
from events.message import Command, Fact
from services.accompaniment.life_project import LIFE_PROJECT
from services.accompaniment.nights import NIGHTS
from services.accompaniment.sharing import SHARES
from services.accompaniment.stay import BOOK
from services.accompaniment.stay_book import Book
from services.kernel.deciding import Act, Decider
from tests.people import AMINA, GIULIA, MARCO, MARTA, SARA, id_of
from tests.services.story import act

GYM, RESPITE = id_of("Palestra di prova"), id_of("Sollievo di prova")
PEOPLE = (GIULIA, AMINA, MARCO)
BEDS, LONGEST, YEARLY = 1, 4, 5


class Books:
    """States by stream; ``ask`` gives the facts, or None where a rule said no."""

    def __init__(self) -> None:
        self.states: dict[UUID, Any] = {}
        for home, type in ((GYM, "gym"), (RESPITE, "respite")):
            own = {"stream": stays_of(home), "dossier": home}
            self.ask(OpenBook(**own, type=type))
            rules = {"edition": "prova-1", "beds": BEDS, "longest": LONGEST, "yearly": YEARLY}
            self.ask(PublishStayRules(**own, **rules, source="delibera di prova"))
        for person, severity in ((GIULIA, "severe"), (AMINA, "severe"), (MARCO, "mild")):
            own = {"stream": life_project_of(person.id), "dossier": person.id}
            team = (MARTA.id, SARA.id)
            day = act().day
            self.ask(RecordAssessment(**own, severity=severity, team=team, day=day))

    def book(self, home: UUID) -> Book:
        found: Book = self.states[stays_of(home)]
        return found

    def ask(self, command: Command, by: Act | None = None) -> list[Fact] | None:
        before = dict(self.states)
        try:
            return self.decided(command, by or act())
        except Refusal:
            self.states = before
            return None

    def decided(self, command: Command, by: Act) -> list[Fact]:
        decider = whose(command)
        seen = {name: self.state(read.decider, read.stream) for name, read in decider.reads(command).items()}
        state = self.state(decider, command.stream)
        said: list[Fact] = []
        for it in list(decider.decide(state, command, by, **seen)):
            if isinstance(it, Fact):
                state = decider.evolve(state, it)
                said.append(it)
            else:
                said += self.decided(it, by)
        self.states[command.stream] = state
        return said

    def state(self, decider: Decider[Any], stream: UUID) -> Any:
        return self.states.get(stream, decider.initial)

    def nights(self, person: UUID) -> Any:
        return self.state(NIGHTS, nights_of(person))


def whose(command: Command) -> Decider[Any]:
    return next(it for it in (BOOK, NIGHTS, LIFE_PROJECT, SHARES) if type(command) in it.commands)
