"""Disposal: proposed when due, authorised with the act, confirmed by a second person, done once the keys are gone."""

from collections.abc import Iterator
from datetime import date

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.disposal import (
    AuthoriseDisposal,
    ConfirmDisposal,
    DisposalAuthorised,
    DisposalConfirmed,
    DisposalDone,
    DisposalProposed,
    HoldRetention,
    Kept,
    ProposeDisposal,
    RecordDisposal,
    RetentionHeld,
    RetentionStarted,
    Ruled,
    StartRetention,
    retention_of,
)
from services.kernel.deciding import Act, Decider
from services.network.keeping import Retention, Stage, evolve


def decide(it: Retention, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case StartRetention():
            yield from start(it, command)
        case HoldRetention():
            yield from hold(it)
        case ProposeDisposal():
            yield from propose(it, command, act)
        case AuthoriseDisposal():
            yield from authorise(it, command, act)
        case ConfirmDisposal():
            yield from confirm(it, command, act)
        case RecordDisposal():
            yield from record(it, command)


def start(it: Retention, command: StartRetention) -> Iterator[Fact]:
    """Again with another day, the clock starts anew for all that is not on its way out yet."""
    if command.stream != retention_of(command.dossier, command.owner):
        raise Refusal("disposal.wrong-stream")
    waiting = tuple(kept(rule, command.since) for rule in command.classes if it.free(rule.record_class))
    if it.since != command.since and waiting:
        yield RetentionStarted(
            owner=command.owner, kind=command.kind, since=command.since, table=command.table, classes=waiting
        )


def kept(rule: Ruled, since: date) -> Kept:
    return Kept(**rule.model_dump(), due=years_after(since, rule.years))


def years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 3, 1)


def hold(it: Retention) -> Iterator[Fact]:
    if it.since is not None:
        held = tuple(name for name in it.stages if it.free(name))
        yield RetentionHeld(classes=held)


def propose(it: Retention, command: ProposeDisposal, act: Act) -> Iterator[Fact]:
    """A clock that was held or started anew meanwhile: the old day means nothing."""
    stage = it.stages.get(command.record_class)
    if it.since is None or stage is None or act.day < stage.kept.due or stage.proposed:
        return
    yield DisposalProposed(record_class=command.record_class)
    if it.kind == "contact":
        # No archive: they were promised that it goes on that day, and nobody needs to agree to it once more.
        yield confirmation(it, stage)


def authorise(it: Retention, command: AuthoriseDisposal, act: Act) -> Iterator[Fact]:
    stage = proposed(it, command.record_class)
    if stage.act == command.act:
        return
    if stage.confirmed:
        raise Refusal("disposal.already-confirmed")
    if command.act_day > act.today:
        raise Refusal("disposal.act-from-tomorrow", "act_day")
    yield DisposalAuthorised(
        record_class=command.record_class, act=command.act, act_day=command.act_day, by=act.actor
    )


def proposed(it: Retention, record_class: str) -> Stage:
    stage = it.stages.get(record_class)
    if stage is None or not stage.proposed:
        raise Refusal("disposal.not-proposed")
    return stage


def confirm(it: Retention, command: ConfirmDisposal, act: Act) -> Iterator[Fact]:
    """Four eyes: what is destroyed does not come back."""
    stage = proposed(it, command.record_class)
    if stage.confirmed:
        return
    if stage.act is None:
        raise Refusal("disposal.not-authorised")
    if stage.authorised_by == act.actor:
        raise Refusal("disposal.second-person")
    yield confirmation(it, stage)


def confirmation(it: Retention, stage: Stage) -> DisposalConfirmed:
    kept = stage.kept
    return DisposalConfirmed(
        record_class=kept.record_class, owner=it.owner, kind=it.kind, categories=kept.categories
    )


def record(it: Retention, command: RecordDisposal) -> Iterator[Fact]:
    stage = proposed(it, command.record_class)
    if not stage.confirmed:
        raise Refusal("disposal.not-authorised")
    if not stage.done:
        yield DisposalDone(record_class=command.record_class, keys=command.keys)


COMMANDS = (
    StartRetention, HoldRetention, ProposeDisposal, AuthoriseDisposal, ConfirmDisposal, RecordDisposal,
)  # fmt: skip
DISPOSAL = Decider(Retention(), decide, evolve, commands=COMMANDS)
