"""What exactly is signed: one SHA-256 over all that a pact says, the same for service and page."""

import hashlib
import json
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from events.pacts.clauses import AnyClause
from events.pacts.wording import both

PartyKind = Literal["member", "guarantor", "tutor", "owner"]


class Party(BaseModel):
    """Someone who must sign. ``id`` is a person for members and tutors, an organisation for bodies.

    ``acts_for`` is the member a tutor signs beside; ``easy`` wants the easy version, explained and told back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID
    kind: PartyKind
    acts_for: UUID | None = None
    easy: bool = False


class Content(BaseModel):
    """A version of a pact. ``commitments`` stand for the house rules of its own, whose words are sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cohabitation: UUID
    version: int = Field(ge=1)
    clauses: tuple[AnyClause, ...]
    parties: tuple[Party, ...]
    starts: date
    commitments: tuple[str, ...] = ()


def content_hash(content: Content) -> str:
    """Hex SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8) of the content with all its texts.

    The texts are inside, so a reworded clause can only ever be a new version of that clause.
    """
    body = content.model_dump(mode="json") | {"clauses": [in_full(clause) for clause in content.clauses]}
    return hashlib.sha256(canonical(body)).hexdigest()


def in_full(clause: AnyClause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "version": clause.version,
        "parameters": settled(clause.parameters()),
        "texts": both(clause),
    }


def settled(value: Any) -> Any:
    """Sets become sorted lists: their order in memory is nobody's choice."""
    if isinstance(value, dict):
        return {key: settled(inner) for key, inner in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [settled(inner) for inner in value]
    return value


def canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def commitment(words: str, salt: str) -> str:
    """Hex SHA-256 that binds a sealed house rule to the hash; the salt is sealed with it."""
    return hashlib.sha256(f"{salt}\0{words}".encode()).hexdigest()
