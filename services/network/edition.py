"""Editions of the guide: what changed since the one before, said once, in the morning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from events.envelope import Recorded, Refusal
from events.message import Command, Fact
from events.network.edition import Change, ChangeNoted, EditionIssued, IssueEdition, NoteChange, guide_of
from services.kernel.deciding import Act, Decider, Due

MORNING = time(6, 0)


@dataclass(frozen=True)
class Guide:
    number: int = 0
    waiting: tuple[tuple[UUID, Change], ...] = ()


def decide(guide: Guide, command: Command, act: Act) -> Iterator[Fact]:
    if not command.stream == command.dossier == guide_of(act.partnership):
        raise Refusal("guide.misaddressed")
    match command:
        case NoteChange():
            yield ChangeNoted(entry=command.entry, change=command.change)
        case IssueEdition():
            if guide.waiting:
                yield issue(guide, act)


def issue(guide: Guide, act: Act) -> EditionIssued:
    changes = {entry: net(guide, entry) for entry, _ in guide.waiting}
    of = {
        kind: tuple(entry for entry, it in changes.items() if it == kind)
        for kind in ("added", "changed", "removed")
    }
    return EditionIssued(
        number=guide.number + 1, on=act.day, added=of["added"], changed=of["changed"], removed=of["removed"]
    )


def net(guide: Guide, entry: UUID) -> Change | None:
    """Added and taken out again before anybody read it is no change at all."""
    kinds = [change for it, change in guide.waiting if it == entry]
    if kinds[-1] == "removed":
        return None if kinds[0] == "added" else "removed"
    return "added" if kinds[0] == "added" else "changed"


def evolve(guide: Guide, fact: Fact) -> Guide:
    match fact:
        case ChangeNoted():
            return Guide(guide.number, (*guide.waiting, (fact.entry, fact.change)))
        case EditionIssued():
            return Guide(fact.number)
        case _:
            return guide


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    """The next six o'clock where it happened; several changes of one day are one edition."""
    if isinstance(fact, ChangeNoted):
        command = IssueEdition(stream=recorded.stream, dossier=recorded.dossier)
        yield Due("edition", recorded.stream, next_morning(recorded.occurred_at, recorded.zone), command)


def next_morning(at: datetime, zone: str) -> datetime:
    local = at.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=local.time() >= MORNING)
    return datetime.combine(day, MORNING, ZoneInfo(zone))


EDITION = Decider(Guide(), decide, evolve, commands=(NoteChange, IssueEdition))
