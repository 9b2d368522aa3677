"""A house in memory for domain tests: six aggregates, one save at a time, nested commands and policies."""

from collections import deque
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from events.envelope import Recorded, Refusal
from events.message import Command, Fact
from events.pacts.clauses import standard
from events.pacts.cohabitation import FormCohabitation
from events.pacts.content import Party
from events.pacts.pact import DraftPact, PactAmended, PactDrafted, SignPact, pact_of
from services.kernel.deciding import Act, Due
from services.pacts.deciders import COHABITATION, DUTIES, LEDGER, PACT, RESIDENCE, TENSION
from services.pacts.policy import dues, react
from tests.people import AHMED, COHABITATION_SAN_VITO, COOPERATIVE, HOME_SAN_VITO, MARCO, MARTA, Person
from tests.services.story import act

HOME = COHABITATION_SAN_VITO
DECIDERS = {kind: d for d in (COHABITATION, DUTIES, LEDGER, PACT, RESIDENCE, TENSION) for kind in d.commands}
GUARANTOR = Party(id=COOPERATIVE, kind="guarantor")


def on(day: date, person: Person = MARTA, role: str | None = None, **more: object) -> Act:
    return act(person, role, datetime.combine(day, time(10), UTC), **more)


def themselves(day: date, person: Person) -> Act:
    return on(day, person, "self")


class House:
    """``facts`` in the order of saving; ``ask`` saves all of a command or nothing of it."""

    def __init__(self) -> None:
        self.facts: list[tuple[UUID, Fact]] = []
        self.due: dict[str, Due] = {}

    def state(self, decider, stream: UUID, facts=None):
        facts = self.facts if facts is None else facts
        return decider.fold(fact for where, fact in facts if where == stream)

    def ask(self, command: Command, by: Act) -> list[Fact]:
        trial, waiting = list(self.facts), deque([command])
        while waiting:
            one = waiting.popleft()
            decider = DECIDERS[type(one)]
            seen = {name: self.state(it.decider, it.stream, trial) for name, it in decider.reads(one).items()}
            for said in decider.decide(self.state(decider, one.stream, trial), one, by, **seen):
                if isinstance(said, Command):
                    waiting.append(said)
                else:
                    trial.append((one.stream, said))
        new, self.facts = trial[len(self.facts) :], trial
        return [fact for _, fact in new]

    def tell(self, command: Command, by: Act) -> list[Fact]:
        """Asks, and lets the policies answer each fact as the house itself."""
        facts = self.ask(command, by)
        for fact in facts:
            record = recorded(fact, command, by)
            self.due |= {f"{due.kind}/{due.stream}": due for due in dues(fact, record)}
            for next_command in react(fact, record):
                self.tell(next_command, replace(by, role="system"))
        return facts

    def refusal(self, command: Command, by: Act) -> str | None:
        try:
            self.tell(command, by)
        except Refusal as refusal:
            return refusal.reason
        return None

    def of(self, kind: type) -> list:
        return [fact for _, fact in self.facts if isinstance(fact, kind)]


def recorded(fact: Fact, command: Command, by: Act) -> Recorded:
    return Recorded(
        event_id=uuid5(command.stream, fact.TOPIC), topic=fact.TOPIC, version=1, stream=command.stream,
        stream_version=1, partnership=by.partnership, dossier=command.dossier, subjects=fact.about(),
        actor=by.actor, role=by.role, organisation=None, on_behalf_of=None, occurred_at=by.occurred_at,
        zone=by.zone, received_at=by.received_at, recorded_at=by.received_at, command_id=command.stream,
        caused_by=None, fact={},
    )  # fmt: skip


def form(day: date, *people: Person, **more) -> FormCohabitation:
    asked = {"home": HOME_SAN_VITO, "solution_type": "youth", "places": 2, "since": day, **more}
    return FormCohabitation(stream=HOME, dossier=HOME, expected=tuple(p.id for p in people), **asked)


def draft(day: date, *people: Person, kind: type = DraftPact, **more):
    parties = tuple(Party(id=person.id, kind="member") for person in people)
    asked = {"clauses": standard(), "parties": (*parties, GUARANTOR), "starts": day, **more}
    return kind(stream=pact_of(HOME), dossier=HOME, **asked)


def sign(version: PactDrafted | PactAmended, party: UUID, **more) -> SignPact:
    asked = {"version": version.version, "hash": version.hash, **more}
    return SignPact(stream=pact_of(HOME), dossier=HOME, party=party, **asked)


def signed_by(house: House, day: date, version: PactDrafted | PactAmended, *people: Person) -> None:
    for person in people:
        house.tell(sign(version, person.id), themselves(day, person))
    house.tell(sign(version, COOPERATIVE), on(day))


def opened(day: date, people: tuple[Person, ...] = (AHMED, MARCO), **more) -> House:
    """Formed, drafted and signed by all on ``day``: members in, trial running, duties set."""
    house = House()
    house.tell(form(day, *people, **more), on(day))
    (drafted,) = house.tell(draft(day, *people), on(day))
    signed_by(house, day, drafted, *people)
    return house
