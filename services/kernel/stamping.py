"""From a decided fact to its record, with every private word closed; and back to what a rule may look at."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from events.category import Category
from events.envelope import Recorded, event_id
from events.message import Fact
from events.sealed import Box, Open, each_sealed, placed
from services.kernel.deciding import Act
from services.kernel.orders import Order
from services.kernel.sealing import close, unbox


class Keys(Protocol):
    """Lends the live key of (owner, dossier, category), making it on first use. May block and may raise."""

    def borrow(self, owner: UUID, dossier: UUID, category: Category) -> tuple[UUID, bytes]: ...


def stamp(
    fact: Fact, order: Order, n: int, stream: UUID, version: int, dossier: UUID, now: datetime, keys: Keys
) -> tuple[Recorded, Fact]:
    """The record of the order's n-th fact, as ``version`` of ``stream``; and the fact as it will be revived."""
    act = order.act
    identity = event_id(order.command_id, fact.context(), n)
    shut = closed(fact, identity, dossier, keys)
    recorded = Recorded.of(
        event_id=identity,
        topic=fact.TOPIC,
        version=fact.VERSION,
        stream=stream,
        stream_version=version,
        partnership=act.partnership,
        dossier=dossier,
        subjects=fact.about(),
        **by(act, now),
        command_id=order.command_id,
        caused_by=order.caused_by,
        rule_version=getattr(fact, "rule_version", None),
        funding_line=None,
        fact=shut.model_dump(mode="json"),
    )
    return recorded, placed(shut, identity)


def by(act: Act, now: datetime) -> dict[str, Any]:
    """In the order in which a record says it."""
    return {
        "actor": act.actor,
        "role": act.role,
        "organisation": act.organisation,
        "on_behalf_of": act.on_behalf_of,
        "occurred_at": act.occurred_at,
        "zone": act.zone,
        "received_at": act.received_at,
        "recorded_at": now,
        "late": act.day < act.today,
    }


def closed(fact: Fact, identity: UUID, dossier: UUID, keys: Keys) -> Fact:
    def shut(path: str, it: Open[Any] | Box) -> Box:
        if isinstance(it, Box):
            raise ValueError(f"{fact.TOPIC}.{path}: a closed value cannot be recorded again")
        return close(it, f"{identity}/{path}", *keys.borrow(it.owner, dossier, it.category))

    return each_sealed(fact, shut)


def opened(fact: Fact, categories: tuple[Category, ...], dossier: UUID, keys: Keys) -> Fact:
    """The fact with boxes of these categories open, for the few rules that must reason on a private value."""

    def look(path: str, it: Open[Any] | Box) -> Open[Any] | Box:
        if isinstance(it, Open) or it.category not in categories:
            return it
        key_id, key = keys.borrow(it.owner, dossier, it.category)
        return Open(unbox(it, key), it.owner, it.category) if key_id == it.key else it

    seen = each_sealed(fact, look)
    return fact if seen is fact else type(fact).model_validate(seen.model_dump(warnings=False))
