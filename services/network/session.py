"""Sessions of the course: who taught what to whom; everybody present has done that module."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.course import CreditModule, training_of
from events.network.session import SessionTaught, TeachSession
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Session:
    taught: SessionTaught | None = None


def decide(session: Session, command: TeachSession, act: Act) -> Iterator[Fact | Command]:
    if command.stream != command.dossier:
        raise Refusal("course.misaddressed")
    if session.taught is not None:
        raise Refusal("course.session-already-told")
    if command.trainer in command.present:
        raise Refusal("course.trainer-among-present", field="present")
    present = tuple(dict.fromkeys(command.present))
    yield SessionTaught(
        module=command.module, on=act.day, minutes=command.minutes, trainer=command.trainer, present=present
    )
    for person in present:
        yield CreditModule(stream=training_of(person), dossier=person, module=command.module)


def evolve(session: Session, fact: Fact) -> Session:
    return Session(fact) if isinstance(fact, SessionTaught) else session


SESSION = Decider(Session(), decide, evolve, commands=(TeachSession,))
