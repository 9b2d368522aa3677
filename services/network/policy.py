"""What the network asks of itself: clocks of retention, a promise kept, a doubt where help did not help, editions."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from events.category import Category
from events.envelope import Recorded
from events.intake.contact import CallAgreed, CallTakenBack, OutcomeReported
from events.message import Command, Fact
from events.network.disposal import Ruled, StartRetention, retention_of
from events.network.guide import DoubtEntry
from services.kernel.deciding import Due
from services.network import edition, invitation, recovery, retention
from services.network.retention_table import table

PROMISE = Ruled(
    record_class="contact", categories=(Category.IDENTITY,), years=0,
    source="Promessa fatta a chi lascia un recapito: 30 giorni. Regolamento UE 2016/679, art. 6 par. 1 lett. a.",
)  # fmt: skip
"""No table of a body decides on it: it was said to the person."""


def react(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    match fact:
        case CallAgreed():
            yield promised(recorded.dossier, fact.until)
        case CallTakenBack():
            yield promised(recorded.dossier, fact.on)
        case OutcomeReported(outcome="not", entry=UUID() as entry):
            yield DoubtEntry(stream=entry, dossier=entry, cause="referral-failed")
        case _:
            yield from retention.reacting(table(), fact, recorded)


def promised(contact: UUID, until: date) -> StartRetention:
    """On that day the name and the way to reach them are destroyed."""
    return StartRetention(
        stream=retention_of(contact, contact), dossier=contact, owner=contact, kind="contact", since=until,
        table="promise-1", classes=(PROMISE,),
    )  # fmt: skip


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    yield from retention.dues(fact, recorded)
    yield from edition.dues(fact, recorded)
    yield from invitation.dues(fact, recorded)
    yield from recovery.dues(fact, recorded)
