"""What is asked of the vault and what it answers: JSON in, JSON out; ``user`` is who the server says asks."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from annotated_types import Len
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import to_json

from services.kernel.sealing import text
from services.vault.keys import Key, Keys, Scope, Wanted
from services.vault.lending import DESTROY, may_borrow, may_make

MOST = 200


class Making(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    wanted: Annotated[tuple[Wanted, ...], Len(0, MOST)]


class Lending(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ids: Annotated[tuple[UUID, ...], Len(0, MOST)]


Answer = dict[str, Any]


def make(keys: Keys, user: str, asked: bytes) -> Answer:
    """``{"wanted": [{owner, dossier, category}…]}`` → ``{"keys": [{id, key} | {refused}…]}``, in order."""
    wanted = Making.model_validate_json(asked).wanted
    made = iter(keys.make(one for one in wanted if may_make(user, one.category)))
    return {"keys": [handed(next(made)) if may_make(user, one.category) else REFUSED for one in wanted]}


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


def destroy(keys: Keys, user: str, asked: bytes) -> Answer:
    """``{"owner"?, "dossier"?, "category"?}`` → ``{"destroyed": [ids]}``."""
    scope = Scope.model_validate_json(asked)
    if user not in DESTROY:
        return {"error": "not-yours"}
    return {"destroyed": keys.destroy(scope)} if scope.bounded else {"error": "malformed"}


REFUSED: Answer = {"refused": "not-yours"}
ACTS: dict[str, Callable[[Keys, str, bytes], Answer]] = {"make": make, "lend": lend, "destroy": destroy}


def answered(keys: Keys, act: str, user: str, asked: bytes) -> Answer:
    """Never raises for what was asked; the answer to nonsense does not repeat it."""
    try:
        return ACTS[act](keys, user, asked)
    except ValidationError:
        return {"error": "malformed"}


def encoded(answer: Answer) -> bytes:
    return to_json(answer)
