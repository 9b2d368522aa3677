"""A round: every pair among the candidates of a call, looked at in both directions by published rules."""

from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from events.matching.explanation import Explanation
from events.message import Command, Fact
from events.sealed import Sealed


class EvaluateCandidates(Command):
    """``stream`` is client-made, ``dossier`` is the call. At most 16 at a time: it holds every pair."""

    candidates: tuple[UUID, ...] = Field(min_length=2, max_length=16)


class Considered(BaseModel):
    """Who was looked at, and which edition of their profile (0: not described yet)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: UUID
    edition: int


class Pair(BaseModel):
    """``for_one`` says what ``one`` would find with ``other``, by ``one``'s wishes alone, and is ``one``'s.

    ``vetoed_by`` is the verdict in clear that a proposal needs; nothing else of what was found is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    one: UUID
    other: UUID
    for_one: Sealed[Explanation]
    for_other: Sealed[Explanation]
    vetoed_by: tuple[UUID, ...]


class CandidatesEvaluated(Fact):
    """``pairs`` stand in the order of the rules; the order is all that is left of the totals."""

    ABOUT: ClassVar[tuple[str, ...]] = ("candidates",)

    rule_version: str
    candidates: tuple[UUID, ...]
    considered: tuple[Considered, ...]
    pairs: tuple[Pair, ...]
