"""What matching asks of itself when intake speaks: who is admitted waits, who withdraws waits no longer."""

from collections.abc import Iterator

from events.envelope import Recorded
from events.intake.application import ApplicationAdmitted, ApplicationWithdrawn
from events.matching.candidate import EnterCandidate, StandDown, candidate_of
from events.message import Command, Fact


def react(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    match fact:
        case ApplicationAdmitted():
            yield EnterCandidate(
                stream=candidate_of(fact.applicant),
                dossier=fact.applicant,
                application=fact.application,
                call=fact.call,
            )
        case ApplicationWithdrawn():
            yield StandDown(
                stream=candidate_of(fact.applicant),
                dossier=fact.applicant,
                application=fact.application,
                reason="application-withdrawn",
            )
