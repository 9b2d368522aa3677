"""When a clock starts, is held, and what then falls due: the network's policy about keeping."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from events.envelope import Recorded
from events.intake.application import ApplicationExcluded, ApplicationSubmitted, ApplicationWithdrawn
from events.message import Command, Fact
from events.network.disposal import (
    HoldRetention,
    Kind,
    ProposeDisposal,
    RetentionHeld,
    RetentionStarted,
    StartRetention,
    retention_of,
)
from events.network.retention import Table
from events.pacts.cohabitation import CohabitationClosed, MemberJoined, MemberLeft
from services.kernel.deciding import Due, midnight_after


def reacting(table: Table, fact: Fact, recorded: Recorded) -> Iterator[Command]:
    """I27: who leaves starts the clock of what is theirs; the closing, of what belongs to the home together."""
    match fact:
        case MemberLeft():
            yield start(table, "cohabitation", fact.cohabitation, fact.person, fact.until)
            yield start(table, "person", fact.person, fact.person, fact.until)
        case CohabitationClosed():
            yield start(table, "cohabitation", recorded.dossier, None, max(fact.until, fact.follow_up_until))
        case ApplicationExcluded() | ApplicationWithdrawn():
            yield start(table, "application", fact.application, fact.applicant, recorded.day)
            yield start(table, "person", fact.applicant, fact.applicant, recorded.day)
        case MemberJoined():
            yield hold(fact.cohabitation, fact.person)
            yield hold(fact.person, fact.person)
        case ApplicationSubmitted():
            yield hold(fact.applicant, fact.applicant)


def start(table: Table, kind: Kind, dossier: UUID, owner: UUID | None, since: date) -> StartRetention:
    return StartRetention(
        stream=retention_of(dossier, owner), dossier=dossier, owner=owner, kind=kind, since=since,
        table=table.table, classes=table.of(kind),
    )  # fmt: skip


def hold(dossier: UUID, owner: UUID) -> HoldRetention:
    return HoldRetention(stream=retention_of(dossier, owner), dossier=dossier)


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    """Each class is proposed on its day; of a clock that is held, none."""
    match fact:
        case RetentionStarted():
            for kept in fact.classes:
                own = {"stream": recorded.stream, "dossier": recorded.dossier}
                begins = midnight_after(kept.due - timedelta(days=1), recorded.zone)
                propose = ProposeDisposal(**own, record_class=kept.record_class)
                yield Due(f"disposal/{kept.record_class}", recorded.stream, begins, propose)
        case RetentionHeld():
            for record_class in fact.classes:
                yield Due(f"disposal/{record_class}", recorded.stream)
