"""Where a person stands towards something, since when and until when: what a fact may say about rights."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from events.category import Category
from events.role import Role

Kind = Literal[
    "role",
    "assignment",
    "membership",
    "relation",
    "power",
    "share",
    "subject",
    "appointment",
    "glass",
    "skill",
]


@dataclass(frozen=True)
class Stands:
    """From ``since`` (a legal day) up to but not including ``until``; ``over`` None means the whole partnership.

    role: holds ``role`` in the partnership · assignment: ``role`` is assigned to dossier ``over`` ·
    membership: lives in cohabitation ``over`` · relation: family or friend of person ``over`` ·
    power: may act for person ``over`` in the ``powers`` a decree names ·
    share: person ``over`` lets them see ``categories`` · subject: dossier ``over`` is about them ·
    appointment: may audit ``over``, a cohabitation or a funding line · glass: the glass before dossier ``over`` is
    broken for ``categories``, as ``role``, until the instant ``until_at`` (UTC, exclusive) ·
    skill: has learnt what ``powers`` names.
    """

    kind: Kind
    person: UUID
    role: Role
    since: date
    over: UUID | None = None
    until: date | None = None
    powers: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    organisation: UUID | None = None
    until_at: datetime | None = None


@dataclass(frozen=True)
class Ends:
    """The open standing of that kind, person, role and object ends on ``until`` (exclusive)."""

    kind: Kind
    person: UUID
    role: Role
    until: date
    over: UUID | None = None


Standing = Stands | Ends
