"""Applications: sent once to a call, amended while it is open, completed, and decided by a person."""

from collections.abc import Iterator, Mapping
from typing import Any

from events.envelope import Refusal
from events.intake.application import (
    AdmitApplication,
    AmendApplication,
    ExcludeApplication,
    ReceiveDocuments,
    RequestDocuments,
    SubmitApplication,
    WithdrawApplication,
)
from events.message import Command, Fact
from services.intake.answering import amend, submit, withdraw
from services.intake.call import CALL
from services.intake.examining import admit, exclude, receive, request
from services.intake.stage import Application, evolve
from services.kernel.deciding import Act, Decider, Read


def decide(application: Application, command: Command, act: Act, **seen: Any) -> Iterator[Fact | Command]:
    addressed(command)
    match command:
        case SubmitApplication():
            yield from submit(application, command, act, **seen)
        case AmendApplication():
            yield from amend(application, command, act, **seen)
        case WithdrawApplication():
            yield from withdraw(application, command)
        case RequestDocuments():
            yield from request(application, command, act)
        case ReceiveDocuments():
            yield from receive(application, command)
        case AdmitApplication():
            yield from admit(application, command, act)
        case ExcludeApplication():
            yield from exclude(application, command, act)


def addressed(command: Command) -> None:
    if command.stream != command.dossier:
        raise Refusal("application.misaddressed")


def the_call(command: Command) -> Mapping[str, Read]:
    match command:
        case SubmitApplication() | AmendApplication():
            return {"call": Read(CALL, command.call)}
        case _:
            return {}


APPLICATION = Decider(
    Application(),
    decide,
    evolve,
    commands=(
        SubmitApplication,
        AmendApplication,
        WithdrawApplication,
        RequestDocuments,
        ReceiveDocuments,
        AdmitApplication,
        ExcludeApplication,
    ),
    reads=the_call,
)
