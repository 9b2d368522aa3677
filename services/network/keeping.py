"""What is remembered of a clock of retention: since when it runs, and how far each class has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from events.message import Fact
from events.network.disposal import (
    DisposalAuthorised,
    DisposalConfirmed,
    DisposalDone,
    DisposalProposed,
    Kept,
    Kind,
    RetentionHeld,
    RetentionStarted,
)

NOTHING: Mapping[str, "Stage"] = MappingProxyType({})


@dataclass(frozen=True)
class Stage:
    """How far one class has come. ``act`` is known from the authorisation on."""

    kept: Kept
    proposed: bool = False
    act: str | None = None
    authorised_by: UUID | None = None
    confirmed: bool = False
    done: bool = False


@dataclass(frozen=True)
class Retention:
    owner: UUID | None = None
    kind: Kind = "cohabitation"
    since: date | None = None
    stages: Mapping[str, Stage] = field(default_factory=lambda: NOTHING)

    def free(self, record_class: str) -> bool:
        """Neither confirmed nor done: what was not authorised to the end may still be kept."""
        return not (record_class in self.stages and self.stages[record_class].confirmed)


def evolve(it: Retention, fact: Fact) -> Retention:
    match fact:
        case RetentionStarted():
            begun: dict[str, Stage] = {kept.record_class: Stage(kept) for kept in fact.classes}
            return Retention(fact.owner, fact.kind, fact.since, {**it.stages, **begun})
        case RetentionHeld():
            left = {name: stage for name, stage in it.stages.items() if name not in fact.classes}
            return replace(it, since=None, stages=left)
        case DisposalProposed():
            return staged(it, fact.record_class, proposed=True)
        case DisposalAuthorised():
            return staged(it, fact.record_class, act=fact.act, authorised_by=fact.by)
        case DisposalConfirmed():
            return staged(it, fact.record_class, confirmed=True)
        case DisposalDone():
            return staged(it, fact.record_class, done=True)
        case _:
            return it


def staged(it: Retention, record_class: str, **known: Any) -> Retention:
    stage = it.stages.get(record_class)
    if stage is None:
        return it
    return replace(it, stages={**it.stages, record_class: replace(stage, **known)})
