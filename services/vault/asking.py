"""What is asked of the vault and what it answers: JSON in, JSON out; ``user`` is who the server says asks."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from annotated_types import Len
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import to_json

from services.kernel.sealing import text
from services.vault.chest import Chest
from services.vault.keys import Key, Keys, Scope, Wanted
from services.vault.lending import DESTROY, kept_apart, may_borrow, may_make

MOST = 200


class Making(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    wanted: Annotated[tuple[Wanted, ...], Len(0, MOST)]


class Lending(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ids: Annotated[tuple[UUID, ...], Len(0, MOST)]


class Destroying(Scope):
    """``decision`` is the fact that says so: it stands in the list of what was erased."""

    decision: UUID


Answer = dict[str, Any]


def make(keys: Keys, user: str, asked: bytes) -> Answer:
    """``{"wanted": [{owner, dossier, category}…]}`` → ``{"keys": [{id, key} | {refused}…]}``, in order."""
    wanted = Making.model_validate_json(asked).wanted
    made = iter(keys.make(one for one in wanted if allowed(user, one)))
    return {"keys": [handed(next(made)) if allowed(user, one) else REFUSED for one in wanted]}


def allowed(user: str, wanted: Wanted) -> bool:
    return may_make(user, wanted.category) and kept_apart(user, wanted.owner, wanted.dossier)


def handed(key: Key) -> Answer:
    return {"id": key.id, "key": text(key.key or b"")}


def lend(keys: Keys, user: str, asked: bytes) -> Answer:
    """``{"ids": […]}`` → ``{"keys": [{id, key, owner, category} | {id, refused}…]}``, in order."""
    ids = Lending.model_validate_json(asked).ids
    found = keys.find(ids)
    return {"keys": [{"id": one, **lent(found.get(one), user)} for one in ids]}


def lent(key: Key | None, user: str) -> Answer:
    if key is None:
        return {"refused": "unknown"}
    if not may_borrow(user, key.wanted.category):
        return REFUSED
    if key.key is None:
        return {"refused": "destroyed"}
    return {"key": text(key.key), "owner": key.wanted.owner, "category": key.wanted.category}


def destroy(chest: Chest, user: str, asked: bytes) -> Answer:
    """``{"owner"?, "dossier"?, "category"?, "decision"}`` → ``{"destroyed": [ids], "gone": n, "complete": bool}``."""
    scope = Destroying.model_validate_json(asked)
    if user not in DESTROY:
        return {"error": "not-yours"}
    if not scope.bounded:
        return {"error": "malformed"}
    done = chest.destroy(scope, scope.decision)
    return {"destroyed": done.ids, "gone": done.gone, "complete": done.complete}


REFUSED: Answer = {"refused": "not-yours"}
ACTS: dict[str, Callable[[Chest, str, bytes], Answer]] = {
    "make": lambda chest, user, asked: make(chest.keys, user, asked),
    "lend": lambda chest, user, asked: lend(chest.keys, user, asked),
    "destroy": destroy,
}


def answered(chest: Chest, act: str, user: str, asked: bytes) -> Answer:
    """The answer to nonsense does not repeat it. Raises CopyLost, OSError."""
    if not chest.applied:
        return {"error": "unavailable"}  # what was erased might still open
    try:
        return ACTS[act](chest, user, asked)
    except ValidationError:
        return {"error": "malformed"}


def encoded(answer: Answer) -> bytes:
    return to_json(answer)
