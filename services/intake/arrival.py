"""When an application arrived, and by which door: our own clock, or the office's paper register."""

from datetime import date
from uuid import UUID

from events.envelope import Refusal
from events.intake.application import Door, PaperProtocol
from events.role import Role
from services.intake.call import Call
from services.kernel.deciding import Act

AT_THE_DESK = {Role.INFO_POINT, Role.OPERATOR, Role.COORDINATOR}


def through(door: Door, applicant: UUID, act: Act) -> None:
    """At the desk someone of the staff writes; on the phone oneself, or who holds a power for one."""
    if door == "desk" and act.role not in AT_THE_DESK:
        raise Refusal("application.desk-is-for-staff", field="door")
    if door == "phone" and applicant != (act.on_behalf_of or act.actor):
        raise Refusal("application.not-for-oneself", field="applicant")


def in_time(call: Call, paper: PaperProtocol | None, act: Act) -> None:
    """Late is late by ``received_at``: what a phone says of its own clock is no proof."""
    if call.opens is None or call.closes is None:
        raise Refusal("application.call-unknown")
    day = arrived(paper, act)
    if day < call.opens:
        raise Refusal("application.too-early")
    if day > call.closes:
        raise Refusal("application.too-late")


def arrived(paper: PaperProtocol | None, act: Act) -> date:
    if paper is None:
        return act.today
    if act.role not in AT_THE_DESK:
        raise Refusal("application.paper-is-for-the-desk", field="paper")
    if paper.day > act.today:
        raise Refusal("application.paper-in-the-future", field="paper")
    return paper.day
