"""Outside logins: each is one person's, linked by themselves while they are in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from events.message import Command, Fact
from events.network.outside_login import (
    LinkOutsideLogin,
    OutsideLoginLinked,
    OutsideLoginUnlinked,
    UnlinkOutsideLogin,
)
from services.kernel.deciding import Act, Decider, Read
from services.network.known import Person, needs_known
from services.network.person import PERSON


@dataclass(frozen=True)
class OutsideLogin:
    """A login once linked stays that person's dossier: the kernel refuses it to anybody else."""

    person: UUID | None = None


def decide(login: OutsideLogin, command: Command, act: Act, **seen: Person) -> Iterator[Fact]:
    match command:
        case LinkOutsideLogin():
            # Anew each time: whoever was helped back in links again what opened before.
            needs_known(seen["person"])
            yield OutsideLoginLinked(login=command.stream, person=command.dossier)
        case UnlinkOutsideLogin() if login.person:
            yield OutsideLoginUnlinked(login=command.stream, person=command.dossier)


def evolve(login: OutsideLogin, fact: Fact) -> OutsideLogin:
    match fact:
        case OutsideLoginLinked():
            return OutsideLogin(fact.person)
        case OutsideLoginUnlinked():
            return OutsideLogin()
        case _:
            return login


def the_person(command: Command) -> Mapping[str, Read]:
    return {"person": Read(PERSON, command.dossier)} if isinstance(command, LinkOutsideLogin) else {}


OUTSIDE_LOGIN = Decider(
    OutsideLogin(), decide, evolve, commands=(LinkOutsideLogin, UnlinkOutsideLogin), reads=the_person
)
